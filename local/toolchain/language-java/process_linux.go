package main

import "syscall"

// processGroup starts a command as the leader of a process group, which the kernel kills should the
// host be killed.
func processGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
