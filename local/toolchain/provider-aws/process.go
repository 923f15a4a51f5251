package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"

	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"github.com/pulumi/opentofu/tfplugin5"
	"google.golang.org/grpc"
)

// maxMessage is generous: the schema of the AWS provider alone is tens of megabytes.
const maxMessage = 256 << 20

// process is the running Terraform provider; it dies with this one.
type process struct {
	client *goplugin.Client
	rpc    tfplugin5.ProviderClient
	stderr *tail
}

// startTerraformProvider starts the binary and connects to it.
func startTerraformProvider(binary string) (*process, error) {
	// The socket's folder goes as soon as the connection is up, so that nothing is left behind however this process ends.
	folder, err := os.MkdirTemp(socketRoot(), "pulumi-aws-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	p := &process{stderr: &tail{}}
	command := exec.Command(binary)
	command.Env = append(os.Environ(), goplugin.EnvUnixSocketDir+"="+folder)
	command.SysProcAttr = dieWithParent()
	p.client = goplugin.NewClient(&goplugin.ClientConfig{
		Cmd: command,
		HandshakeConfig: goplugin.HandshakeConfig{
			ProtocolVersion:  4,
			MagicCookieKey:   "TF_PLUGIN_MAGIC_COOKIE",
			MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
		},
		VersionedPlugins: map[int]goplugin.PluginSet{5: {"provider": grpcPlugin{}}},
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		Logger:           hclog.NewNullLogger(),
		Stderr:           p.stderr,
		GRPCDialOptions: []grpc.DialOption{
			grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage), grpc.MaxCallSendMsgSize(maxMessage)),
			// There is no socket to connect to a second time.
			grpc.WithIdleTimeout(0),
		},
		SkipHostEnv: true,
		SyncStdout:  io.Discard,
		SyncStderr:  io.Discard,
	})
	// Linux ties the child's life to the thread that started it: keep that thread for good.
	done := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		done <- p.connect()
		select {}
	}()
	if err := <-done; err != nil {
		p.stop()
		return nil, fmt.Errorf("start %s: %w%s", binary, err, p.stderr)
	}
	return p, nil
}

// socketRoot is the folder for temporary files, unless a socket's path in it would be longer than a system allows.
func socketRoot() string {
	const longest = 104 - len("/pulumi-aws-0123456789/plugin0123456789") - 1
	if folder := os.TempDir(); len(folder) <= longest {
		return folder
	}
	return "/tmp"
}

func (p *process) connect() error {
	protocol, err := p.client.Client()
	if err != nil {
		return err
	}
	raw, err := protocol.Dispense("provider")
	if err != nil {
		return err
	}
	p.rpc = raw.(tfplugin5.ProviderClient)
	return protocol.Ping()
}

func (p *process) stop() {
	p.client.Kill()
}

// grpcPlugin hands out the raw client: the requests are made here, so that nothing is decoded that is not needed.
type grpcPlugin struct{ goplugin.Plugin }

func (grpcPlugin) GRPCClient(_ context.Context, _ *goplugin.GRPCBroker, conn *grpc.ClientConn) (any, error) {
	return tfplugin5.NewProviderClient(conn), nil
}

func (grpcPlugin) GRPCServer(*goplugin.GRPCBroker, *grpc.Server) error {
	return errors.New("not a server")
}

// tail keeps the end of what the child wrote, to explain a crash.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	if extra := len(t.text) - 4096; extra > 0 {
		t.text = t.text[extra:]
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.text) == 0 {
		return ""
	}
	return "\n" + strings.TrimSpace(string(t.text))
}
