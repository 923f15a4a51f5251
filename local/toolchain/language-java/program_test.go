package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
)

func TestStartChoosesTheCommand(t *testing.T) {
	tools := toolsOnPath(t, map[string]string{"mvn": "", "java": "", "mvnd": ""})
	maven := func(path string) []string {
		return []string{path, "--batch-mode", "--no-transfer-progress", "--quiet", "compile", "exec:java"}
	}
	for _, tt := range []struct {
		name    string
		files   []string
		options map[string]any
		want    func(dir string) []string
	}{
		{
			"Maven, where there is a pom", []string{"pom.xml"}, nil,
			func(string) []string { return maven(filepath.Join(tools, "mvn")) },
		},
		{
			"the project's own Maven wrapper", []string{"pom.xml", "mvnw"}, nil,
			func(dir string) []string { return maven(filepath.Join(dir, "mvnw")) },
		},
		{
			"the executor that the options name", []string{"pom.xml", "mvnw"}, map[string]any{"use-executor": "mvnd"},
			func(string) []string { return maven(filepath.Join(tools, "mvnd")) },
		},
		{
			"java, for a jar", []string{"pom.xml"}, map[string]any{"binary": "target/app.jar"},
			func(string) []string {
				return []string{filepath.Join(tools, "java"), "-jar", "target/app.jar", "argument"}
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := programWith(t, tt.files...)
			p, err := newProgram(info(t, dir, tt.options))
			if err != nil {
				t.Fatal(err)
			}

			cmd, err := p.start([]string{"argument"})

			if err != nil {
				t.Fatal(err)
			}
			if got := append([]string{cmd.path}, cmd.args...); !slices.Equal(got, tt.want(dir)) || cmd.dir != dir {
				t.Errorf("got  %q in %s\nwant %q in %s", got, cmd.dir, tt.want(dir), dir)
			}
		})
	}
}

func TestMistakesAreNamedWithTheirRemedy(t *testing.T) {
	toolsOnPath(t, nil)
	for _, tt := range []struct {
		name    string
		files   []string
		options map[string]any
		want    string
	}{
		{"no pom", nil, nil, "no pom.xml in "},
		{"no Maven", []string{"pom.xml"}, nil, `needs "mvn", which is not on PATH: install Maven 3.8 or later`},
		{"no Java", nil, map[string]any{"binary": "a.jar"}, `needs "java", which is not on PATH: install Java 17 or later`},
		{"no such executor", []string{"pom.xml"}, map[string]any{"use-executor": "mvnd"}, `needs "mvnd", which is not`},
		{"an option of a wrong type", []string{"pom.xml"}, map[string]any{"binary": true}, "runtime option binary: must be text"},
		{"an empty option", []string{"pom.xml"}, map[string]any{"use-executor": ""}, "runtime option use-executor: must be text"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := newProgram(info(t, programWith(t, tt.files...), tt.options))
			if err == nil {
				_, err = p.start(nil)
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q in it", err, tt.want)
			}
		})
	}
}

// toolsOnPath makes the scripts, by name, all that PATH has besides a shell's basic tools, and returns
// the directory they are in. A script's text follows its first line.
func toolsOnPath(t *testing.T, scripts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	return dir
}

// programWith is a new directory with the given files, all executable and empty.
func programWith(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(dir, file), nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func info(t *testing.T, dir string, options map[string]any) *pulumirpc.ProgramInfo {
	t.Helper()
	fields, err := structpb.NewStruct(options)
	if err != nil {
		t.Fatal(err)
	}
	return &pulumirpc.ProgramInfo{RootDirectory: dir, ProgramDirectory: dir, EntryPoint: ".", Options: fields}
}
