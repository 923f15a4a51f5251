//go:build !linux

package main

import "syscall"

// processGroup starts a command as the leader of a process group.
func processGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}
