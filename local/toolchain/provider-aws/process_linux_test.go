package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestTerraformProvider_shouldDieWithThePlugin(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGKILL} {
		t.Run(signal.String(), func(t *testing.T) {
			temporary := must(os.MkdirTemp("", "die-"))
			defer os.RemoveAll(temporary)
			t.Setenv("TMPDIR", temporary)
			e := startPlugin(t, nil)
			child := childOf(t, e.process.Pid)
			if err := e.process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			_ = e.wait()
			for range 50 {
				if _, err := os.Stat(fmt.Sprintf("/proc/%d", child)); err != nil {
					if left := must(os.ReadDir(temporary)); len(left) > 0 {
						t.Errorf("%v is left behind", left)
					}
					return
				}
				time.Sleep(100 * time.Millisecond)
			}
			t.Errorf("the Terraform provider, process %d, outlives the plugin", child)
		})
	}
}

// childOf finds the one child of a process.
func childOf(t *testing.T, parent int) int {
	t.Helper()
	for _, entry := range must(os.ReadDir("/proc")) {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			continue
		}
		// The name, in parentheses, may hold spaces.
		_, rest, _ := strings.Cut(string(text), ") ")
		if words := strings.Fields(rest); len(words) > 1 && words[1] == strconv.Itoa(parent) {
			return pid
		}
	}
	t.Fatalf("process %d has no child", parent)
	return 0
}
