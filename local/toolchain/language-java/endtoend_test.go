package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestEndToEnd deploys testdata/sample onto the emulator with the real engine and the AWS plugin that
// local/toolchain/build has put into the cache, and takes it away again.
func TestEndToEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	cache := cacheDirectory(t)
	for _, needed := range []string{"bin/ministack", "pulumi-home/plugins/resource-aws-v6.83.0"} {
		if _, err := os.Stat(filepath.Join(cache, needed)); err != nil {
			t.Skipf("needs what local/toolchain/build makes: %v", err)
		}
	}
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("cannot build the host: %v\n%s", err, out)
	}
	forget(t, "PULUMI_", "AWS_")
	t.Setenv("PATH", strings.Join([]string{bin, filepath.Join(cache, "bin"), os.Getenv("PATH")}, ":"))
	p := project{t, t.TempDir()}
	for name, value := range map[string]string{
		"PULUMI_HOME":              filepath.Join(cache, "pulumi-home"),
		"PULUMI_BACKEND_URL":       "file://" + t.TempDir(),
		"PULUMI_CONFIG_PASSPHRASE": "",
		"PULUMI_SKIP_UPDATE_CHECK": "true",
		"AWS_ENDPOINT_URL":         startEmulator(t, filepath.Join(cache, "bin/ministack")),
		"AWS_ACCESS_KEY_ID":        "test",
		"AWS_SECRET_ACCESS_KEY":    "test",
		"AWS_REGION":               "us-east-1",
	} {
		t.Setenv(name, value)
	}
	p.write("Pulumi.yaml", "name: sample\nruntime: java\nmain: "+abs(t, "testdata/sample")+"\n")
	p.pulumi("stack", "init", "test")
	p.pulumi("config", "set", "aws:skipCredentialsValidation", "true")
	p.pulumi("config", "set", "aws:skipRequestingAccountId", "true")

	p.pulumi("up", "--yes", "--skip-preview")
	arn := p.pulumi("stack", "output", "arn", "--show-secrets")
	if !strings.HasPrefix(arn, "arn:aws:sns:us-east-1:") {
		t.Errorf("output arn is %q, not the topic's", arn)
	}
	p.pulumi("preview", "--expect-no-changes")

	p.pulumi("config", "set", "refuse", "true")
	out, err := p.try("preview")
	if err == nil || !strings.Contains(out, "error: refused: told to") {
		t.Errorf("a program that refuses to run: %v\n%s", err, out)
	}
	if strings.Contains(out, "exit code") || strings.Contains(out, "an unhandled error") {
		t.Errorf("the program's own error is all that is to be told:\n%s", out)
	}

	p.pulumi("destroy", "--yes", "--skip-preview")
}

type project struct {
	t   *testing.T
	dir string
}

func (p project) write(name, text string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// pulumi runs a pulumi command that must succeed and returns what it prints.
func (p project) pulumi(args ...string) string {
	p.t.Helper()
	out, err := p.try(args...)
	if err != nil {
		p.t.Fatalf("pulumi %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func (p project) try(args ...string) (string, error) {
	start := time.Now()
	ctx, cancel := context.WithTimeout(p.t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "pulumi", append(args, "--non-interactive")...)
	cmd.Dir = p.dir
	out, err := cmd.CombinedOutput()
	p.t.Logf("pulumi %s: %.1f s", strings.Join(args, " "), time.Since(start).Seconds())
	return string(out), err
}

// startEmulator starts ministack on a free port until the test ends, and returns its address.
func startEmulator(t *testing.T, ministack string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	address := fmt.Sprintf("http://127.0.0.1:%d", port)

	log, err := os.Create(filepath.Join(t.TempDir(), "ministack.log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(ministack)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), fmt.Sprintf("GATEWAY_PORT=%d", port), "BIND_HOST=127.0.0.1")
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = processGroup()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
		_ = log.Close()
	})
	eventually(t, "the emulator answers", func() bool {
		resp, err := http.Get(address + "/_ministack/health")
		if err != nil {
			return false
		}
		_ = resp.Body.Close()
		return resp.StatusCode == http.StatusOK
	})
	return address
}

// forget takes all variables with the given prefixes out of the environment until the test ends.
func forget(t *testing.T, prefixes ...string) {
	t.Helper()
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		for _, prefix := range prefixes {
			if strings.HasPrefix(name, prefix) {
				t.Setenv(name, value) // has it restored
				_ = os.Unsetenv(name)
			}
		}
	}
}

func cacheDirectory(t *testing.T) string {
	t.Helper()
	if cache := os.Getenv("PAYMENTS_CACHE"); cache != "" {
		return abs(t, cache)
	}
	if cache := os.Getenv("XDG_CACHE_HOME"); cache != "" {
		return abs(t, filepath.Join(cache, "payments"))
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(home, ".cache", "payments")
}

func abs(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}
