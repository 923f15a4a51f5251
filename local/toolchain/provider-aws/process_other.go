//go:build !linux

package main

import "syscall"

// dieWithParent can promise nothing here: only an orderly end of this process stops the child.
func dieWithParent() *syscall.SysProcAttr {
	return nil
}
