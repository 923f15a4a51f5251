package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

const (
	pom       = `<project><parent><relativePath>build/pom.xml</relativePath></parent></project>`
	parentPom = `<project><version>1</version></project>`
)

func TestRequiredPackagesAreThoseWithAPlugin(t *testing.T) {
	asked := listingMaven(t)
	dir := programWithPoms(t)

	expectAws(t, dir)

	want := "compile exec:java -Dorg.slf4j.simpleLogger.logFile=System.err " +
		"-DmainClass=com.pulumi.bootstrap.internal.Main -DmainArgs=packages"
	if got := asked(); len(got) != 1 || !strings.HasSuffix(got[0], want) {
		t.Errorf("ran Maven with %q, want it to end in %q", got, want)
	}
}

func TestRequiredPackagesAreAskedForAgainOnlyWhenAPomHasChanged(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(dir string)
		want   int
	}{
		{"nothing", func(string) {}, 1},
		{"the pom", func(dir string) { write(t, dir, "pom.xml", pom+"\n") }, 2},
		{"its parent", func(dir string) { write(t, dir, "build/pom.xml", parentPom+"\n") }, 2},
		{"the pom, to one that cannot be read", func(dir string) { write(t, dir, "pom.xml", "<project>") }, 2},
		{"the list, damaged", func(dir string) { write(t, dir, "target/pulumi-packages.json", "{") }, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			asked := listingMaven(t)
			dir := programWithPoms(t)
			expectAws(t, dir)
			tt.change(dir)

			expectAws(t, dir)

			if got := len(asked()); got != tt.want {
				t.Errorf("asked %d times, want %d", got, tt.want)
			}
		})
	}
}

func TestAPomThatIsItsOwnParentIsNoTrap(t *testing.T) {
	listingMaven(t)
	dir := programWithPoms(t)
	write(t, dir, "pom.xml", `<project><parent><relativePath>pom.xml</relativePath></parent></project>`)

	expectAws(t, dir)
}

func TestAProgramThatDoesNotBuildHasNoRequiredPackagesUntilItDoes(t *testing.T) {
	toolsOnPath(t, map[string]string{"mvn": "exit 1"})
	dir := programWithPoms(t)

	resp, err := newHost(t).GetRequiredPackages(t.Context(), &pulumirpc.GetRequiredPackagesRequest{Info: info(t, dir, nil)})

	if err != nil || len(resp.GetPackages()) != 0 {
		t.Errorf("got %v, %v", resp, err)
	}
	listingMaven(t)
	expectAws(t, dir)
}

// listingMaven puts an mvn on PATH that lists plugins as the Java SDK does. The function it returns
// says how it was called so far.
func listingMaven(t *testing.T) func() []string {
	t.Helper()
	calls := filepath.Join(t.TempDir(), "calls")
	t.Setenv("CALLS", calls)
	toolsOnPath(t, map[string]string{"mvn": `echo "$*" >> "$CALLS"
		printf '\033[0m[{"resource":true,"name":"aws","version":"6.83.0"},{"resource":false,"name":"std"}]\n\033[0m'
	`})
	return func() []string {
		text, err := os.ReadFile(calls)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSpace(string(text)), "\n")
	}
}

func programWithPoms(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "pom.xml", pom)
	write(t, dir, "build/pom.xml", parentPom)
	write(t, dir, "target/classes/App.class", "")
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func expectAws(t *testing.T, dir string) {
	t.Helper()
	resp, err := newHost(t).GetRequiredPackages(t.Context(), &pulumirpc.GetRequiredPackagesRequest{Info: info(t, dir, nil)})
	if err != nil {
		t.Fatal(err)
	}
	if got := resp.GetPackages(); len(got) != 1 || got[0].GetName() != "aws" || got[0].GetVersion() != "6.83.0" ||
		got[0].GetKind() != "resource" {
		t.Errorf("got %v, want the aws resource package alone", got)
	}
}
