// Command pulumi-language-java lets the Pulumi engine run Java programs. It takes the place of
// Pulumi's own language host of the same name where that one cannot be downloaded, and runs programs
// the same way, so that a project needs no change to use either.
//
// The engine starts it with the engine's own address as the last argument, reads the port it listens
// on from the first line of standard output, and shows everything after that line to the user.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// engineCheckInterval is how often the host makes sure that the engine is alive. It bounds how long
// a Java program outlives an engine that was killed outright.
const engineCheckInterval = 5 * time.Second

func main() {
	if err := serve(); err != nil {
		fmt.Fprintf(os.Stderr, "pulumi-language-java: %v\n", err)
		os.Exit(1)
	}
}

// serve answers the engine until it asks the host to stop, a signal does, or the engine is gone.
func serve() error {
	tracing := flag.String("tracing", "", "address of a tracing endpoint, handed to the program")
	flag.Parse()
	engineAddress := flag.Arg(0)

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if engineAddress != "" {
		if err := rpcutil.Healthcheck(ctx, engineAddress, engineCheckInterval, stop); err != nil {
			return fmt.Errorf("cannot watch the engine at %s: %w", engineAddress, err)
		}
	}

	cancel := make(chan bool)
	server, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: cancel,
		Init: func(s *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(s, &host{
				ctx:           ctx,
				stop:          stop,
				engineAddress: engineAddress,
				tracing:       *tracing,
			})
			return nil
		},
	})
	if err != nil {
		return err
	}
	fmt.Println(server.Port)

	select {
	case err := <-server.Done:
		return err
	case <-ctx.Done():
		// The commands under way end with ctx, and with them the requests that the server waits for.
		close(cancel)
		return <-server.Done
	}
}
