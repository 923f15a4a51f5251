package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// exitAfterMessage is the exit code by which the Java SDK says that the program failed and that the
// user has been told why (Runner.ProcessExitedAfterLoggingUserActionableMessage).
const exitAfterMessage = 32

// host answers the engine's requests. What it leaves out of the interface, such as generating
// source text, is answered by "unimplemented", which the engine shows as such.
type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer

	// ctx is done when the host is to stop; every command ends with it.
	ctx           context.Context
	stop          context.CancelFunc
	engineAddress string
	tracing       string
}

// Handshake is the engine's first call when it knows the host by its port alone.
func (h *host) Handshake(
	_ context.Context, req *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	h.engineAddress = req.GetEngineAddress()
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

// GetPluginInfo says which version of the Pulumi SDK, and so of the protocol, the host is built on.
func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: sdk.Version.String()}, nil
}

// Cancel ends everything under way, and the host.
func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	h.stop()
	return &emptypb.Empty{}, nil
}

// Run starts the program and waits for its end. The program's output goes to the user as it comes.
func (h *host) Run(ctx context.Context, req *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	p, err := newProgram(req.GetInfo())
	if err != nil {
		return nil, err
	}
	cmd, err := p.start(req.GetArgs())
	if err != nil {
		return nil, err
	}
	env, err := environment(req, h.engineAddress, h.tracing)
	if err != nil {
		return nil, err
	}
	cmd.env = append(os.Environ(), env...)
	return runResponse(h.run(ctx, cmd, os.Stdout, os.Stderr))
}

// runResponse tells the engine how a program's run ended.
func runResponse(err error) (*pulumirpc.RunResponse, error) {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}, nil
	case errors.Is(err, context.Canceled):
		return nil, status.Error(codes.Canceled, "the Java program was ended on request")
	case errors.As(err, &exit) && exit.ExitCode() == exitAfterMessage:
		return &pulumirpc.RunResponse{Bail: true}, nil
	case errors.As(err, &exit) && exit.Exited():
		return &pulumirpc.RunResponse{Error: fmt.Sprintf(
			"the Java program did not build or did not run (exit code %d): see what it printed", exit.ExitCode())}, nil
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the Java program failed: %v", err)}, nil
	}
}

// GetRequiredPackages lists the Pulumi packages on the program's classpath.
func (h *host) GetRequiredPackages(
	ctx context.Context, req *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	plugins, err := h.requiredPlugins(ctx, req.GetInfo())
	if err != nil {
		return nil, err
	}
	resp := &pulumirpc.GetRequiredPackagesResponse{}
	for _, p := range plugins {
		resp.Packages = append(resp.Packages, &pulumirpc.PackageDependency{
			Kind: "resource", Name: p.Name, Version: p.Version, Server: p.Server,
		})
	}
	return resp, nil
}

// GetRequiredPlugins is what engines older than GetRequiredPackages call.
func (h *host) GetRequiredPlugins(
	ctx context.Context, req *pulumirpc.GetRequiredPluginsRequest,
) (*pulumirpc.GetRequiredPluginsResponse, error) {
	plugins, err := h.requiredPlugins(ctx, req.GetInfo())
	if err != nil {
		return nil, err
	}
	resp := &pulumirpc.GetRequiredPluginsResponse{}
	for _, p := range plugins {
		resp.Plugins = append(resp.Plugins, &pulumirpc.PluginDependency{
			Kind: "resource", Name: p.Name, Version: p.Version, Server: p.Server,
		})
	}
	return resp, nil
}

// InstallDependencies resolves the program's dependencies and builds it, for `pulumi install` and
// `pulumi new`.
func (h *host) InstallDependencies(
	req *pulumirpc.InstallDependenciesRequest, stream pulumirpc.LanguageRuntime_InstallDependenciesServer,
) error {
	p, err := newProgram(req.GetInfo())
	if err != nil {
		return err
	}
	if p.jar != "" {
		return nil
	}
	cmd, err := p.maven("compile")
	if err != nil {
		return err
	}
	closer, stdout, stderr, err := rpcutil.MakeInstallDependenciesStreams(stream, req.GetIsTerminal())
	if err != nil {
		return err
	}
	if err := h.run(stream.Context(), cmd, stdout, stderr); err != nil {
		return errors.Join(fmt.Errorf("cannot build the Java program in %s: %w", p.dir, err), closer.Close())
	}
	return closer.Close()
}

// RuntimeOptionsPrompts has nothing to ask: every option has a default.
func (h *host) RuntimeOptionsPrompts(
	context.Context, *pulumirpc.RuntimeOptionsRequest,
) (*pulumirpc.RuntimeOptionsResponse, error) {
	return &pulumirpc.RuntimeOptionsResponse{}, nil
}

// RunPlugin would run a resource provider written in Java.
func (h *host) RunPlugin(*pulumirpc.RunPluginRequest, pulumirpc.LanguageRuntime_RunPluginServer) error {
	return status.Error(codes.Unimplemented,
		"this pulumi-language-java runs programs only; plugins written in Java need Pulumi's own language host")
}

// run runs a command until ctx is done or the host is to stop.
func (h *host) run(ctx context.Context, cmd command, stdout, stderr io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(h.ctx, cancel)()
	return cmd.run(ctx, stdout, stderr)
}
