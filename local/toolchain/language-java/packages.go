package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/logging"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// requiredPlugins asks the Java SDK on the program's classpath, which knows where packages say which
// plugin they need. As with Pulumi's own host it is only advice: a program that does not build has
// no plugins here, and its errors come up when it runs.
//
// Asking takes a Maven run of its own, two seconds before every preview, so the answer is kept for as
// long as the poms stay as they are.
func (h *host) requiredPlugins(
	ctx context.Context, info *pulumirpc.ProgramInfo,
) ([]plugin.PulumiPluginJSON, error) {
	p, err := newProgram(info)
	if err != nil {
		return nil, err
	}
	if p.jar != "" {
		return nil, nil
	}
	kept := filepath.Join(p.dir, "target", "pulumi-packages.json")
	poms, err := hashPoms(filepath.Join(p.dir, "pom.xml"))
	if err != nil {
		logging.V(3).Infof("cannot tell whether the program's plugins are known: %v", err)
	} else if known, err := readPackages(kept); err == nil && known.Poms == poms {
		return known.Plugins, nil
	}

	cmd, err := p.maven("compile", "exec:java",
		"-Dorg.slf4j.simpleLogger.logFile=System.err", // standard output is for the list alone
		"-DmainClass=com.pulumi.bootstrap.internal.Main", "-DmainArgs=packages")
	if err != nil {
		return nil, err
	}
	var stdout, stderr bytes.Buffer
	if err := h.run(ctx, cmd, &stdout, &stderr); err != nil {
		logging.V(3).Infof("cannot list the program's plugins: %v\n%s", err, &stderr)
		return nil, nil
	}
	var all []plugin.PulumiPluginJSON
	if err := json.Unmarshal(stdout.Bytes(), &all); err != nil {
		return nil, fmt.Errorf("cannot read the program's list of plugins %q: %w", &stdout, err)
	}
	plugins := slices.DeleteFunc(all, func(p plugin.PulumiPluginJSON) bool { return !p.Resource })
	if poms == "" {
		return plugins, nil
	}
	if err := (packages{poms, plugins}).write(kept); err != nil {
		logging.V(3).Infof("cannot keep the program's plugins: %v", err)
	}
	return plugins, nil
}

// packages are the plugins that a program needs, and a hash of the poms from which that was learned.
type packages struct {
	Poms    string                    `json:"poms"`
	Plugins []plugin.PulumiPluginJSON `json:"plugins"`
}

func readPackages(file string) (packages, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return packages{}, err
	}
	var p packages
	err = json.Unmarshal(text, &p)
	return p, err
}

// write replaces the file in one step, since previews of several stacks may run at the same time.
func (p packages) write(file string) error {
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file))
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	if _, err := temporary.Write(text); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), file)
}

// maxParents is more than any pom has; it ends a chain that leads back to itself.
const maxParents = 20

// hashPoms hashes a pom together with those of its parents that Maven finds as files.
func hashPoms(pom string) (string, error) {
	hash := sha256.New()
	for range maxParents {
		text, err := os.ReadFile(pom)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(hash, "%d\n%s", len(text), text)
		var project struct {
			Parent *struct {
				RelativePath *string `xml:"relativePath"`
			} `xml:"parent"`
		}
		if err := xml.Unmarshal(text, &project); err != nil {
			return "", fmt.Errorf("%s: %w", pom, err)
		}
		if project.Parent == nil {
			break
		}
		parent := "../pom.xml"
		if path := project.Parent.RelativePath; path != nil {
			parent = *path
		}
		if parent == "" {
			break
		}
		pom = filepath.Join(filepath.Dir(pom), parent)
		if !isFile(pom) {
			pom = filepath.Join(pom, "pom.xml")
		}
		if !isFile(pom) {
			break
		}
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
