package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// program is a Java program and the way to build and start it.
type program struct {
	// dir is where its pom.xml is, and where its commands run.
	dir string
	// jar is the file to start with java, or empty if Maven builds and starts the program.
	jar string
	// executor is the command to use in place of the one that would be looked for, or empty.
	executor string
}

// newProgram reads the program's place and the options under `runtime` in Pulumi.yaml:
//
//   - binary: a jar, relative to the program's directory, to start without building anything
//   - use-executor: the mvn (or, with binary, java) command to use
func newProgram(info *pulumirpc.ProgramInfo) (program, error) {
	p := program{dir: info.GetProgramDirectory()}
	var err error
	if p.jar, err = textOption(info, "binary"); err != nil {
		return program{}, err
	}
	if p.executor, err = textOption(info, "use-executor"); err != nil {
		return program{}, err
	}
	if p.jar == "" && !isFile(filepath.Join(p.dir, "pom.xml")) {
		return program{}, fmt.Errorf("no pom.xml in %s: put one there, let `main` in Pulumi.yaml name the "+
			"directory that has it, or name a jar as `binary` among the runtime's options", p.dir)
	}
	return p, nil
}

func textOption(info *pulumirpc.ProgramInfo, name string) (string, error) {
	value, present := info.GetOptions().GetFields()[name]
	if !present {
		return "", nil
	}
	text := value.GetStringValue()
	if text == "" {
		return "", fmt.Errorf("Pulumi.yaml: runtime option %s: must be text, and not empty: %v", name, value.AsInterface())
	}
	return text, nil
}

// start is the command that builds the program, if need be, and runs it.
func (p program) start(args []string) (command, error) {
	if p.jar == "" {
		return p.maven("compile", "exec:java")
	}
	path, err := p.find("java", "Java 17 or later")
	return command{dir: p.dir, path: path, args: append([]string{"-jar", p.jar}, args...)}, err
}

// maven is the Maven command for the given goals and properties. Maven says no more than its
// warnings and errors, since what it prints appears among the program's output.
func (p program) maven(args ...string) (command, error) {
	path, err := p.find("mvn", "Maven 3.8 or later")
	quiet := []string{"--batch-mode", "--no-transfer-progress", "--quiet"}
	return command{dir: p.dir, path: path, args: append(quiet, args...)}, err
}

// find locates the executor: the one that the options name, a Maven wrapper beside the pom, or the
// tool on PATH.
func (p program) find(tool, install string) (string, error) {
	if wrapper := filepath.Join(p.dir, "mvnw"); tool == "mvn" && p.executor == "" && isFile(wrapper) {
		return wrapper, nil
	}
	if p.executor != "" {
		tool = p.executor
	}
	path, err := exec.LookPath(tool)
	if err != nil {
		return "", fmt.Errorf("the Java program in %s needs %q, which is not on PATH: install %s", p.dir, tool, install)
	}
	return path, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
