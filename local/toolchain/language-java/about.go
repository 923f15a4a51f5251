package main

import (
	"bytes"
	"context"
	"os/exec"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// About tells `pulumi about` which Java and Maven are on PATH.
func (h *host) About(ctx context.Context, _ *pulumirpc.AboutRequest) (*pulumirpc.AboutResponse, error) {
	java, version, err := h.version(ctx, "java", "--version")
	if err != nil {
		return nil, err
	}
	resp := &pulumirpc.AboutResponse{Executable: java, Version: version, Metadata: map[string]string{}}
	if _, version, err := h.version(ctx, "mvn", "--batch-mode", "--version"); err == nil {
		resp.Metadata["maven"] = version
	}
	return resp, nil
}

// GetProgramDependencies lists nothing, as Pulumi's own host does: `mvn dependency:list` is there for it.
func (h *host) GetProgramDependencies(
	context.Context, *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	return &pulumirpc.GetProgramDependenciesResponse{}, nil
}

// version is a tool's path and the first line that it prints when asked for its version.
func (h *host) version(ctx context.Context, tool string, args ...string) (path, version string, err error) {
	path, err = exec.LookPath(tool)
	if err != nil {
		return "", "", err
	}
	var stdout, stderr bytes.Buffer
	err = h.run(ctx, command{path: path, args: args}, &stdout, &stderr)
	version, _, _ = strings.Cut(stdout.String(), "\n")
	return path, version, err
}
