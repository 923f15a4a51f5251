package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
)

func TestRunStartsMavenInTheProgramsDirectoryWithTheEnvironment(t *testing.T) {
	seen := filepath.Join(t.TempDir(), "seen")
	t.Setenv("SEEN", seen)
	t.Setenv("INHERITED", "yes")
	toolsOnPath(t, map[string]string{"mvn": `{
		pwd
		echo "$*"
		echo "$INHERITED $PULUMI_MONITOR $PULUMI_ENGINE $PULUMI_STACK $PULUMI_CONFIG"
	} > "$SEEN"`})
	dir := programWith(t, "pom.xml")
	h := newHost(t)
	h.engineAddress = "engine:1"

	resp, err := h.Run(t.Context(), &pulumirpc.RunRequest{
		Info: info(t, dir, nil), MonitorAddress: "monitor:2", Stack: "blue", Pwd: "/elsewhere",
	})

	if err != nil || resp.GetError() != "" || resp.GetBail() {
		t.Fatalf("got %v, %v", resp, err)
	}
	got, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	want := dir + "\n" +
		"--batch-mode --no-transfer-progress --quiet compile exec:java\n" +
		"yes monitor:2 engine:1 blue {}\n"
	if string(got) != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestRunTellsHowTheProgramEnded(t *testing.T) {
	for _, tt := range []struct {
		name, script string
		bail         bool
		want         string
	}{
		{"well", "exit 0", false, ""},
		{"with an error that the program has reported", "exit 32", true, ""},
		{"with another error", "exit 1", false, "did not build or did not run (exit code 1): see what it printed"},
		{"by a signal", "kill -SEGV $$", false, "the Java program failed: signal: segmentation fault"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			toolsOnPath(t, map[string]string{"mvn": tt.script})

			resp, err := newHost(t).Run(t.Context(), &pulumirpc.RunRequest{Info: info(t, programWith(t, "pom.xml"), nil)})

			if err != nil {
				t.Fatal(err)
			}
			if resp.GetBail() != tt.bail || (resp.GetError() == "") != (tt.want == "") ||
				!strings.Contains(resp.GetError(), tt.want) {
				t.Errorf("got %v, want bail %v and error %q", resp, tt.bail, tt.want)
			}
		})
	}
}

// waiting is a program that starts another one, notes both process ids, and waits.
const waiting = `sleep 600 & echo "$$ $!" > "$PIDS.new"; mv "$PIDS.new" "$PIDS"; wait`

func TestCancellationEndsTheProgramAndAllThatItStarted(t *testing.T) {
	for _, tt := range []struct {
		name, script string
		cancel       func(h *host, cancelRequest context.CancelFunc)
	}{
		{"by the host's Cancel", waiting, func(h *host, _ context.CancelFunc) { _, _ = h.Cancel(context.Background(), nil) }},
		{"of the request", waiting, func(_ *host, cancelRequest context.CancelFunc) { cancelRequest() }},
		{"of a program that will not end", "trap '' TERM; " + waiting, func(h *host, _ context.CancelFunc) { h.stop() }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pids := waitingProgram(t, tt.script)
			h := newHost(t)
			ctx, cancelRequest := context.WithCancel(t.Context())
			req := &pulumirpc.RunRequest{Info: info(t, programWith(t, "pom.xml"), nil)}
			done := make(chan error)
			go func() {
				_, err := h.Run(ctx, req)
				done <- err
			}()
			running := pids()

			tt.cancel(h, cancelRequest)

			select {
			case err := <-done:
				if status.Code(err) != codes.Canceled {
					t.Errorf("got %v, want it canceled", err)
				}
			case <-time.After(gracePeriod + 5*time.Second):
				t.Error("Run does not return")
			}
			for _, pid := range running {
				expectGone(t, pid)
			}
		})
	}
}

func TestCancellationLetsTheProgramEndByItself(t *testing.T) {
	pids := waitingProgram(t, `trap 'echo asked > "$PIDS.asked"; exit 0' TERM; `+waiting)
	h := newHost(t)
	req := &pulumirpc.RunRequest{Info: info(t, programWith(t, "pom.xml"), nil)}
	done := make(chan error)
	go func() {
		_, err := h.Run(t.Context(), req)
		done <- err
	}()
	pids()

	h.stop()

	<-done
	if _, err := os.Stat(os.Getenv("PIDS") + ".asked"); err != nil {
		t.Errorf("the program was not asked to end: %v", err)
	}
}

func TestAnEndedProgramLeavesNothingRunning(t *testing.T) {
	pids := waitingProgram(t, strings.TrimSuffix(waiting, "wait"))

	if _, err := newHost(t).Run(t.Context(), &pulumirpc.RunRequest{Info: info(t, programWith(t, "pom.xml"), nil)}); err != nil {
		t.Fatal(err)
	}

	for _, pid := range pids() {
		expectGone(t, pid)
	}
}

func TestAStoppedHostProcessLeavesNothingRunning(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
			pids := waitingProgram(t, waiting)
			process, client := hostProcess(t)
			req := &pulumirpc.RunRequest{Info: info(t, programWith(t, "pom.xml"), nil)}
			go func() { _, _ = client.Run(t.Context(), req) }()
			running := pids()

			if err := process.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}

			ended := make(chan error)
			go func() { ended <- process.Wait() }()
			select {
			case err := <-ended:
				if err != nil {
					t.Errorf("the host ended with %v", err)
				}
			case <-time.After(gracePeriod + 5*time.Second):
				t.Fatal("the host does not end")
			}
			for _, pid := range running {
				expectGone(t, pid)
			}
		})
	}
}

func TestPluginInfoIsTheSdksVersion(t *testing.T) {
	resp, err := newHost(t).GetPluginInfo(t.Context(), nil)

	if err != nil || !strings.HasPrefix(resp.GetVersion(), "3.") {
		t.Errorf("got %v, %v, want version 3", resp, err)
	}
}

func TestAboutNamesJavaAndMaven(t *testing.T) {
	tools := toolsOnPath(t, map[string]string{
		"java": `echo "openjdk 17.0.15"; echo "more"`,
		"mvn":  `printf '\033[0mApache Maven 3.8.7\n'`,
	})

	resp, err := newHost(t).About(t.Context(), nil)

	if err != nil || resp.GetExecutable() != filepath.Join(tools, "java") ||
		resp.GetVersion() != "openjdk 17.0.15" || resp.GetMetadata()["maven"] != "Apache Maven 3.8.7" {
		t.Errorf("got %v, %v", resp, err)
	}
}

func TestRunPluginSaysThatItIsNotSupported(t *testing.T) {
	err := newHost(t).RunPlugin(nil, nil)

	if status.Code(err) != codes.Unimplemented || !strings.Contains(err.Error(), "Pulumi's own language host") {
		t.Errorf("got %v", err)
	}
}

func TestInstallDependenciesShowsTheBuildAsItGoes(t *testing.T) {
	toolsOnPath(t, map[string]string{"mvn": `echo "out: $*"; echo "to standard error" >&2; exit $STATUS`})
	for _, tt := range []struct{ status, want string }{{"0", ""}, {"1", "cannot build the Java program in "}} {
		t.Run("exit code "+tt.status, func(t *testing.T) {
			t.Setenv("STATUS", tt.status)
			_, client := hostProcess(t)

			stream, err := client.InstallDependencies(t.Context(), &pulumirpc.InstallDependenciesRequest{
				Info: info(t, programWith(t, "pom.xml"), nil),
			})
			if err != nil {
				t.Fatal(err)
			}

			var stdout, stderr strings.Builder
			for {
				var message *pulumirpc.InstallDependenciesResponse
				if message, err = stream.Recv(); err != nil {
					break
				}
				stdout.Write(message.GetStdout())
				stderr.Write(message.GetStderr())
			}
			if tt.want == "" && !errors.Is(err, io.EOF) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("ended with %v, want %q", err, tt.want)
			}
			if got := stdout.String(); got != "out: --batch-mode --no-transfer-progress --quiet compile\n" {
				t.Errorf("standard output is %q", got)
			}
			if got := stderr.String(); got != "to standard error\n" {
				t.Errorf("standard error is %q", got)
			}
		})
	}
}

func newHost(t *testing.T) *host {
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	return &host{ctx: ctx, stop: stop}
}

// asHost makes this test's own program behave as the host, in a process of its own.
const asHost = "TEST_AS_LANGUAGE_HOST"

func TestMain(m *testing.M) {
	if os.Getenv(asHost) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// hostProcess starts the host as the engine does and connects to it.
func hostProcess(t *testing.T) (*exec.Cmd, pulumirpc.LanguageRuntimeClient) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), asHost+"=1")
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	port, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	conn, err := grpc.NewClient("127.0.0.1:"+strings.TrimSpace(port),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return cmd, pulumirpc.NewLanguageRuntimeClient(conn)
}

// waitingProgram puts an mvn on PATH that notes its and its child's process ids. The function it
// returns waits for them.
func waitingProgram(t *testing.T, script string) func() []int {
	t.Helper()
	file := filepath.Join(t.TempDir(), "pids")
	t.Setenv("PIDS", file)
	path := os.Getenv("PATH")
	tools := toolsOnPath(t, map[string]string{"mvn": script})
	t.Setenv("PATH", tools+":"+path)
	return func() []int {
		t.Helper()
		var text []byte
		eventually(t, "the program starts", func() bool {
			var err error
			text, err = os.ReadFile(file)
			return err == nil
		})
		var pids []int
		for field := range strings.FieldsSeq(string(text)) {
			pid, err := strconv.Atoi(field)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = syscall.Kill(pid, syscall.SIGKILL) })
			pids = append(pids, pid)
		}
		return pids
	}
}

func expectGone(t *testing.T, pid int) {
	t.Helper()
	eventually(t, "process "+strconv.Itoa(pid)+" ends", func() bool {
		return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) || isZombie(pid)
	})
}

// isZombie tells whether a process has ended and only waits for its parent, which may be a container's
// first process that never looks.
func isZombie(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err == nil && strings.Contains(string(stat), ") Z ")
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within 5 s: %s", what)
		}
	}
}
