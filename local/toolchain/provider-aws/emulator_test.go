package main

import (
	"bufio"
	"bytes"
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

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"
)

// emulator is the AWS that the tests of this package share.
var emulator string

// pluginBinary is the binary under test.
var pluginBinary string

func TestMain(m *testing.M) {
	code, err := around(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// around builds the plugin, starts an emulator on a free port, and ends it by its own process id.
func around(run func() int) (int, error) {
	folder, err := os.MkdirTemp("", "provider-aws-test-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(folder)
	pluginBinary = filepath.Join(folder, "pulumi-resource-aws")
	if output, err := exec.Command("go", "build", "-o", pluginBinary, ".").CombinedOutput(); err != nil {
		return 1, fmt.Errorf("build the plugin: %w\n%s", err, output)
	}
	binary, err := exec.LookPath("ministack")
	if err != nil {
		binary = filepath.Join(cacheFolder(), "bin", "ministack")
		if _, err := os.Stat(binary); err != nil {
			return 1, fmt.Errorf("ministack is neither on PATH nor %s: run local/toolchain/build", binary)
		}
	}
	port, err := freePort()
	if err != nil {
		return 1, err
	}
	emulator = fmt.Sprintf("http://127.0.0.1:%d", port)
	command := exec.Command(binary)
	command.Dir = folder
	command.Env = append(os.Environ(), fmt.Sprintf("GATEWAY_PORT=%d", port), "BIND_HOST=127.0.0.1", "AWS_ENDPOINT_URL="+emulator, "TMPDIR="+folder)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	command.SysProcAttr = dieWithParent()
	if err := command.Start(); err != nil {
		return 1, err
	}
	defer func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
	}()
	for range 100 {
		if answer, err := http.Get(emulator + "/_ministack/health"); err == nil {
			answer.Body.Close()
			return run(), nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return 1, fmt.Errorf("ministack does not answer\n%s", output.String())
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// engine drives one plugin process the way the Pulumi engine does.
type engine struct {
	t       *testing.T
	client  pulumirpc.ResourceProviderClient
	process *os.Process
	wait    func() error
}

// startPlugin starts the plugin and configures it for a region of the emulator.
func startPlugin(t *testing.T, settings resource.PropertyMap) *engine {
	t.Helper()
	command := exec.Command(pluginBinary)
	command.Env = append(os.Environ(), "AWS_ENDPOINT_URL="+emulator, "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test")
	command.Stderr = os.Stderr
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal("the plugin printed no port:", err)
	}
	connection, err := grpc.NewClient("127.0.0.1:"+strings.TrimSpace(line), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	e := &engine{t: t, client: pulumirpc.NewResourceProviderClient(connection), process: command.Process, wait: command.Wait}
	all := resource.PropertyMap{
		"region": str("us-east-1"), "s3UsePathStyle": str("true"), "skipCredentialsValidation": str("true"), "skipRequestingAccountId": str("false"),
	}
	for key, value := range settings {
		all[key] = value
	}
	checked, err := e.client.CheckConfig(context.Background(), &pulumirpc.CheckRequest{Urn: "urn:pulumi:test::payments::pulumi:providers:aws::default", News: must(structure(all))})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.client.Configure(context.Background(), &pulumirpc.ConfigureRequest{Args: checked.Inputs, AcceptSecrets: true}); err != nil {
		t.Fatal(err)
	}
	return e
}

// made is a resource as the engine's state has it.
type made struct {
	urn, id         string
	inputs, outputs resource.PropertyMap
}

func urnOf(token, name string) string {
	return "urn:pulumi:test::payments::" + token + "::" + name
}

// check runs Check, and fails the test on a failure.
func (e *engine) check(urn string, olds, news resource.PropertyMap) resource.PropertyMap {
	e.t.Helper()
	answer, err := e.client.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urn, Olds: must(structure(olds)), News: must(structure(news)), RandomSeed: []byte("0123456789abcdef0123456789abcdef")})
	if err != nil {
		e.t.Fatal(err)
	}
	for _, f := range answer.Failures {
		e.t.Fatalf("%s: %s: %s", urn, f.Property, f.Reason)
	}
	return must(properties(answer.Inputs))
}

func (e *engine) create(token, name string, news resource.PropertyMap) *made {
	e.t.Helper()
	r := &made{urn: urnOf(token, name)}
	r.inputs = e.check(r.urn, nil, news)
	answer, err := e.client.Create(context.Background(), &pulumirpc.CreateRequest{Urn: r.urn, Properties: must(structure(r.inputs))})
	if err != nil {
		e.t.Fatalf("create %s: %v", r.urn, err)
	}
	if answer.Id == "" {
		e.t.Fatalf("create %s: no id", r.urn)
	}
	r.id, r.outputs = answer.Id, must(properties(answer.Properties))
	e.t.Cleanup(func() {
		if r.id != "" {
			e.delete(r)
		}
	})
	return r
}

func (e *engine) preview(token, name string, news resource.PropertyMap) resource.PropertyMap {
	e.t.Helper()
	inputs := e.check(urnOf(token, name), nil, news)
	answer, err := e.client.Create(context.Background(), &pulumirpc.CreateRequest{Urn: urnOf(token, name), Properties: must(structure(inputs)), Preview: true})
	if err != nil {
		e.t.Fatal(err)
	}
	return must(properties(answer.Properties))
}

func (e *engine) diff(r *made, news resource.PropertyMap) *pulumirpc.DiffResponse {
	e.t.Helper()
	answer, err := e.client.Diff(context.Background(), &pulumirpc.DiffRequest{
		Urn: r.urn, Id: r.id, Olds: elided(r.outputs), OldInputs: elided(r.inputs), News: elided(e.check(r.urn, r.inputs, news)),
	})
	if err != nil {
		e.t.Fatalf("diff %s: %v", r.urn, err)
	}
	return answer
}

func (e *engine) update(r *made, news resource.PropertyMap) {
	e.t.Helper()
	inputs := e.check(r.urn, r.inputs, news)
	answer, err := e.client.Update(context.Background(), &pulumirpc.UpdateRequest{
		Urn: r.urn, Id: r.id, Olds: must(structure(r.outputs)), OldInputs: must(structure(r.inputs)), News: must(structure(inputs)),
	})
	if err != nil {
		e.t.Fatalf("update %s: %v", r.urn, err)
	}
	r.inputs, r.outputs = inputs, must(properties(answer.Properties))
}

// elided leaves out the content of assets, as the engine does where it sends no more than their hashes.
func elided(all resource.PropertyMap) *structpb.Struct {
	return must(plugin.MarshalProperties(all, plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true, ElideAssetContents: true}))
}

// read refreshes a resource; it answers false when the resource is gone.
func (e *engine) read(r *made) bool {
	e.t.Helper()
	answer, err := e.client.Read(context.Background(), &pulumirpc.ReadRequest{Urn: r.urn, Id: r.id, Properties: elided(r.outputs), Inputs: elided(r.inputs)})
	if err != nil {
		e.t.Fatalf("read %s: %v", r.urn, err)
	}
	if answer.Id == "" {
		return false
	}
	r.inputs, r.outputs = must(properties(answer.Inputs)), must(properties(answer.Properties))
	return true
}

func (e *engine) delete(r *made) {
	e.t.Helper()
	if _, err := e.client.Delete(context.Background(), &pulumirpc.DeleteRequest{Urn: r.urn, Id: r.id, Properties: must(structure(r.outputs))}); err != nil {
		e.t.Errorf("delete %s: %v", r.urn, err)
	}
	r.id = ""
}

func (e *engine) cancel() {
	_, _ = e.client.Cancel(context.Background(), &emptypb.Empty{})
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func str(text string) resource.PropertyValue { return resource.NewStringProperty(text) }

func number(n float64) resource.PropertyValue { return resource.NewNumberProperty(n) }

func boolean(b bool) resource.PropertyValue { return resource.NewBoolProperty(b) }

func list(items ...resource.PropertyValue) resource.PropertyValue {
	return resource.NewArrayProperty(items)
}

func object(fields resource.PropertyMap) resource.PropertyValue {
	return resource.NewObjectProperty(fields)
}
