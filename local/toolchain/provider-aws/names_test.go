package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pulumi/opentofu/plugin/convert"
	"github.com/zclconf/go-cty/cty"
)

// programSources is the Pulumi program, whose resource types must all be right.
const programSources = "../../../src/main/java"

// sdkNames are the names in the Java SDK's annotations, for the inputs and the outputs of one token.
type sdkNames struct{ in, out, required map[string]bool }

// TestNames_shouldBeThoseOfTheJavaSdk compares both ways: every name of the SDK must lead to Terraform, and every Terraform
// attribute to a name that the SDK has.
func TestNames_shouldBeThoseOfTheJavaSdk(t *testing.T) {
	schemas := realSchemas(t)
	used := programTokens(t)
	if len(used) < 40 {
		t.Errorf("only %d resource types are found in %s", len(used), programSources)
	}
	used["pulumi:providers:aws"] = true
	sdk := readSdk(t, sortedKeys(used))
	for _, token := range sortedKeys(used) {
		want := sdk[token]
		if want == nil {
			t.Errorf("the SDK has no %s", token)
			continue
		}
		k, err := kindOf(schemas, token)
		if err != nil {
			t.Error(err)
			continue
		}
		settable, all := map[string]bool{}, map[string]bool{}
		listPaths(k.fields, "", true, settable)
		listPaths(k.fields, "", false, all)
		for _, name := range sortedKeys(want.in) {
			// The SDK has a setter for some nested attributes that only AWS sets.
			if !settable[name] && !all[name] && !recursive(name) {
				t.Errorf("%s (%s): the SDK's input %s leads nowhere", token, k.terraform, name)
			}
		}
		for _, name := range sortedKeys(settable) {
			if !want.in[name] && !left(name, want.in) {
				t.Errorf("%s (%s): the SDK has no input %s", token, k.terraform, name)
			}
		}
		if token == "pulumi:providers:aws" {
			continue
		}
		for _, name := range sortedKeys(want.out) {
			if !all[name] && !recursive(name) {
				t.Errorf("%s (%s): the SDK's output %s comes from nowhere", token, k.terraform, name)
			}
		}
		for _, name := range sortedKeys(all) {
			if !want.out[name] && !left(name, want.out) {
				t.Errorf("%s (%s): the SDK has no output %s", token, k.terraform, name)
			}
		}
		if want.required["name"] && nameField(k) == "name" {
			t.Errorf("%s (%s): the SDK insists on a name, so none may be made up", token, k.terraform)
		}
	}
}

func TestTerraformType_shouldSayWhatToDo_whenTheTokenIsUnknown(t *testing.T) {
	parsed := must(parseExceptions(exceptionsText))
	_, err := parsed.terraformType("aws:nowhere/thing:Thing", func(string) bool { return false })
	if err == nil || !strings.Contains(err.Error(), "exceptions.txt") {
		t.Errorf("the error is %v", err)
	}
}

func TestTerraformType_shouldRefuse_whatTerraformDoesNotHave(t *testing.T) {
	parsed := must(parseExceptions(exceptionsText))
	_, err := parsed.terraformType("aws:s3/bucket:Bucket", func(name string) bool { return name == "aws_s3_bucket" })
	if err == nil || !strings.Contains(err.Error(), "aws_s3_bucket_legacy") {
		t.Errorf("the error is %v", err)
	}
}

func TestParseExceptions_shouldNameTheLine_whenItIsWrong(t *testing.T) {
	if _, err := parseExceptions("# fine\nnam aws_x y z"); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("the error is %v", err)
	}
}

func TestProperty_shouldFollowTheRule(t *testing.T) {
	none := must(parseExceptions(""))
	for _, c := range []struct {
		path string
		many bool
		want string
	}{
		{"ipv6_cidr_block", false, "ipv6CidrBlock"},
		{"rule.noncurrent_version_expiration", false, "noncurrentVersionExpiration"},
		{"subnet_ids", true, "subnetIds"},
		{"ordered_cache_behavior", true, "orderedCacheBehaviors"},
		{"alias", true, "aliases"},
		{"custom_error_response", true, "customErrorResponses"},
		{"policy", true, "policies"},
		{"gateway", true, "gateways"},
		{"address", true, "addresses"},
		{"metadata", true, "metadata"},
	} {
		if got := none.property("aws_x", c.path, c.many); got != c.want {
			t.Errorf("%s is %s, want %s", c.path, got, c.want)
		}
	}
}

func TestExceptions_shouldAllBeNeeded(t *testing.T) {
	schemas := realSchemas(t)
	none := must(parseExceptions(""))
	byRule := func(terraform, path string) *field {
		raw := schemas.raw.ResourceSchemas[terraform]
		if terraform == "aws" {
			raw = schemas.raw.Provider
		}
		if raw == nil {
			return nil
		}
		var found *field
		within := none.shapeOf(terraform, convert.ProtoToConfigSchema(raw.Block))
		for _, name := range strings.Split(path, ".") {
			if within == nil || within.byTerraform[name] == nil {
				return nil
			}
			found = within.byTerraform[name]
			within = found.fields
		}
		return found
	}
	exists := func(name string) bool { return schemas.raw.ResourceSchemas[name] != nil }
	for token, name := range schemas.exceptions.types {
		if found, err := none.terraformType(token, exists); err == nil && found == name {
			t.Errorf("type %s %s: the rule gives that already", token, name)
		}
	}
	for key, name := range schemas.exceptions.names {
		terraform, path, _ := strings.Cut(key, " ")
		if f := byRule(terraform, path); f == nil {
			t.Errorf("name %s: no such attribute", key)
		} else if f.pulumi == name {
			t.Errorf("name %s %s: the rule gives that already", key, name)
		}
	}
	for key := range schemas.exceptions.single {
		terraform, path, _ := strings.Cut(key, " ")
		if f := byRule(terraform, path); f == nil || f.single && !schemas.exceptions.list[terraform+" *"] {
			t.Errorf("single %s: no such attribute, or the rule gives that already", key)
		}
	}
	for key := range schemas.exceptions.list {
		terraform, path, _ := strings.Cut(key, " ")
		if path == "*" {
			continue
		}
		if f := byRule(terraform, path); f == nil || !f.single {
			t.Errorf("list %s: no such attribute, or the rule gives that already", key)
		}
	}
}

func kindOf(schemas *schemas, token string) (*kind, error) {
	switch {
	case token == "pulumi:providers:aws":
		return schemas.configuration(), nil
	case strings.Contains(token, "/get"):
		return schemas.dataSource(token)
	}
	return schemas.resource(token)
}

// listPaths writes the shape in the notation of SdkNames.java.
func listPaths(all *fields, prefix string, inputs bool, to map[string]bool) {
	for _, f := range all.list {
		if inputs && !f.input() {
			continue
		}
		typ, path := f.typ, prefix+f.pulumi
		if f.single {
			typ = typ.ElementType()
		}
		for typ.IsCollectionType() {
			if typ.IsMapType() {
				path += "{}"
			} else {
				path += "[]"
			}
			typ = typ.ElementType()
		}
		if f.fields != nil && typ != cty.DynamicPseudoType {
			listPaths(f.fields, path+".", inputs, to)
		} else {
			to[path] = true
		}
	}
}

// recursive tells whether the SDK's type contains itself from here on.
func recursive(name string) bool { return strings.HasSuffix(name, "*") }

// left tells whether pulumi-aws leaves this out of the SDK: what is write-only, what it handles in another way, and the id,
// which a resource has anyway.
func left(name string, sdk map[string]bool) bool {
	last := name[strings.LastIndex(name, ".")+1:]
	if name == "id" || last == "tagsAll{}" || strings.HasSuffix(last, "Wo") || strings.HasSuffix(last, "WoVersion") || strings.HasPrefix(name, "timeouts.") {
		return true
	}
	for known := range sdk {
		if recursive(known) && strings.HasPrefix(name, strings.TrimSuffix(known, "*")) {
			return true
		}
	}
	return false
}

var (
	classUse    = regexp.MustCompile(`com\.pulumi\.aws\.(?:(\w+)\.)?(\w+)`)
	functionUse = regexp.MustCompile(`(\w+)Functions\.(get\w+)`)
)

// programTokens finds the resource types and functions that the program names.
func programTokens(t *testing.T) map[string]bool {
	tokens := map[string]bool{}
	err := filepath.WalkDir(programSources, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".java") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, match := range classUse.FindAllStringSubmatch(string(text), -1) {
			module, class := match[1], match[2]
			if module == "" || module == "inputs" || module == "outputs" || class == "inputs" || class == "outputs" || class == "enums" || strings.HasSuffix(class, "Args") || strings.HasSuffix(class, "Functions") {
				continue
			}
			tokens[fmt.Sprintf("aws:%s/%s:%s", module, lowerFirst(class), class)] = true
		}
		for _, match := range functionUse.FindAllStringSubmatch(string(text), -1) {
			module := lowerFirst(match[1])
			if module == "aws" {
				module = "index"
			}
			name := strings.TrimSuffix(match[2], "Plain")
			tokens[fmt.Sprintf("aws:%s/%s:%s", module, name, name)] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

func lowerFirst(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// readSdk asks the Java SDK itself.
func readSdk(t *testing.T, tokens []string) map[string]*sdkNames {
	t.Helper()
	jar := mavenJar(t, "aws", version)
	arguments := append([]string{"-cp", jar + string(os.PathListSeparator) + mavenJar(t, "pulumi", "*"), "testdata/SdkNames.java", jar}, tokens...)
	output, err := exec.Command("java", arguments...).Output()
	if err != nil {
		t.Fatalf("read the SDK: %v", err)
	}
	sdk := map[string]*sdkNames{}
	for _, line := range strings.Split(strings.TrimSpace(string(output)), "\n") {
		words := strings.Split(line, "\t")
		token := words[0]
		if sdk[token] == nil {
			sdk[token] = &sdkNames{map[string]bool{}, map[string]bool{}, map[string]bool{}}
		}
		map[string]map[string]bool{"in": sdk[token].in, "out": sdk[token].out, "required": sdk[token].required}[words[1]][words[2]] = true
	}
	return sdk
}

func mavenJar(t *testing.T, artifact, version string) string {
	t.Helper()
	home := must(os.UserHomeDir())
	found, _ := filepath.Glob(filepath.Join(home, ".m2/repository/com/pulumi", artifact, version, artifact+"-*.jar"))
	for i := len(found) - 1; i >= 0; i-- {
		if !strings.Contains(found[i], "sources") {
			return found[i]
		}
	}
	t.Fatalf("com.pulumi:%s:%s is not in the local Maven repository: run `mvn dependency:resolve` in the checkout's root", artifact, version)
	return ""
}

// realSchemas asks the real Terraform provider, or its cache.
func realSchemas(t *testing.T) *schemas {
	t.Helper()
	b := &backend{}
	t.Cleanup(b.stop)
	terraform, err := b.get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return terraform.schemas
}
