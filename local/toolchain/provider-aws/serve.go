package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// engineCheck is how often the plugin looks whether the engine still lives.
const engineCheck = 5 * time.Second

// serve answers the engine at that address until a signal comes or the engine is gone.
func serve(engine string, signals <-chan os.Signal) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := &server{backend: &backend{}}
	defer s.backend.stop()
	if engine != "" {
		connection, err := grpc.NewClient(engine, grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			return err
		}
		defer connection.Close()
		s.engine = pulumirpc.NewEngineClient(connection)
		if err := rpcutil.Healthcheck(ctx, engine, engineCheck, cancel); err != nil {
			return err
		}
	}
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Init: func(g *grpc.Server) error {
			pulumirpc.RegisterResourceProviderServer(g, s)
			return nil
		},
	})
	if err != nil {
		return err
	}
	fmt.Println(handle.Port)
	select {
	case <-signals:
	case <-ctx.Done():
	case err = <-handle.Done:
	}
	return err
}
