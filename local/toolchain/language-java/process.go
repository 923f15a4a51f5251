package main

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"syscall"
	"time"
)

// gracePeriod is how long a command may take to end by itself once asked to. The engine kills the
// host five seconds after asking it to stop, so this must be shorter.
const gracePeriod = 2 * time.Second

// command is a command line to run in a directory.
type command struct {
	dir  string
	path string
	args []string
	// env is the whole environment; nil is the host's own.
	env []string
}

// run runs the command in a process group of its own, of which no process is left when it returns.
// When ctx is done the group is asked to end, and killed after gracePeriod; the error is then that
// of ctx.
func (c command) run(ctx context.Context, stdout, stderr io.Writer) error {
	out, diagnostics := &output{to: stdout}, &output{to: stderr}
	cmd := exec.CommandContext(ctx, c.path, c.args...)
	cmd.Dir, cmd.Env = c.dir, c.env
	cmd.Stdout, cmd.Stderr = out, diagnostics
	cmd.SysProcAttr = processGroup()
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
	cmd.WaitDelay = gracePeriod

	err := cmd.Run()
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return errors.Join(err, out.flush(), diagnostics.flush())
}
