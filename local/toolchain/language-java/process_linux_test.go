package main

import (
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestAKilledHostTakesTheProgramWithIt(t *testing.T) {
	pids := waitingProgram(t, `echo "$$" > "$PIDS.new"; mv "$PIDS.new" "$PIDS"; exec sleep 600`)
	process, client := hostProcess(t)
	req := &pulumirpc.RunRequest{Info: info(t, programWith(t, "pom.xml"), nil)}
	go func() { _, _ = client.Run(t.Context(), req) }()
	running := pids()

	if err := process.Process.Kill(); err != nil {
		t.Fatal(err)
	}

	expectGone(t, running[0])
}
