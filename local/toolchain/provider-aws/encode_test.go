package main

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/zclconf/go-cty/cty"
)

// thing has one field of each shape.
func thing() *fields {
	inner := newFields()
	inner.add(&field{terraform: "max_size", pulumi: "maxSize", optional: true, typ: cty.Number})
	element := cty.Object(map[string]cty.Type{"max_size": cty.Number})
	all := newFields()
	all.add(&field{terraform: "name", pulumi: "name", required: true, typ: cty.String})
	all.add(&field{terraform: "policy", pulumi: "policy", optional: true, typ: cty.String})
	all.add(&field{terraform: "on", pulumi: "on", optional: true, typ: cty.Bool})
	all.add(&field{terraform: "zone", pulumi: "zones", optional: true, typ: cty.Set(cty.String)})
	all.add(&field{terraform: "tags", pulumi: "tags", optional: true, typ: cty.Map(cty.String)})
	all.add(&field{terraform: "scaling", pulumi: "scaling", optional: true, block: true, single: true, typ: cty.List(element), fields: inner})
	all.add(&field{terraform: "rule", pulumi: "rules", optional: true, block: true, typ: cty.List(element), fields: inner})
	all.add(&field{terraform: "token", pulumi: "token", optional: true, sensitive: true, typ: cty.String})
	return all
}

func TestEncode_shouldGiveTerraformItsTypes(t *testing.T) {
	e := &encoder{terraformType: "aws_thing"}
	value := e.object(resource.PropertyMap{
		"name":    resource.MakeSecret(str("x")),
		"policy":  object(resource.PropertyMap{"Version": str("2012-10-17")}),
		"on":      str("true"),
		"zones":   list(str("b"), str("a"), str("b")),
		"scaling": object(resource.PropertyMap{"maxSize": str("4")}),
		"token":   resource.MakeComputed(str("")),
	}, thing(), "")
	if len(e.faults) > 0 {
		t.Fatal(e.faults)
	}
	size := cty.Object(map[string]cty.Type{"max_size": cty.Number})
	want := cty.ObjectVal(map[string]cty.Value{
		"name": cty.StringVal("x"), "policy": cty.StringVal(`{"Version":"2012-10-17"}`), "on": cty.True,
		"zone": cty.SetVal([]cty.Value{cty.StringVal("a"), cty.StringVal("b")}), "tags": cty.NullVal(cty.Map(cty.String)),
		"scaling": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"max_size": cty.NumberIntVal(4)})}),
		"rule":    cty.ListValEmpty(size), "token": cty.UnknownVal(cty.String),
	})
	if !value.RawEquals(want) {
		t.Errorf("got %#v\nwant %#v", value, want)
	}
}

func TestEncode_shouldReportEveryMistakeByItsPath(t *testing.T) {
	e := &encoder{terraformType: "aws_thing"}
	e.object(resource.PropertyMap{
		"nam": str("x"), "on": str("perhaps"), "rules": list(object(resource.PropertyMap{"maxSize": number(1)}), object(resource.PropertyMap{"maxSize": str("big")})),
		"__defaults": list(), "__mistake": str("x"),
	}, thing(), "")
	found := map[string]bool{}
	for _, f := range e.faults {
		found[f.property] = true
	}
	for _, path := range []string{"nam", "on", "rules[1].maxSize", "__mistake"} {
		if !found[path] {
			t.Errorf("no fault for %s among %v", path, e.faults)
		}
	}
	if len(e.faults) != 4 {
		t.Errorf("%d faults, want 4: %v", len(e.faults), e.faults)
	}
}

func TestEncode_shouldWriteADocumentInFull_whenSecretsAreInIt(t *testing.T) {
	e := &encoder{terraformType: "aws_thing"}
	value := e.object(resource.PropertyMap{"policy": object(resource.PropertyMap{
		"Id": resource.MakeSecret(str("hush")),
		"Statement": list(resource.MakeSecret(object(resource.PropertyMap{
			"Resource": resource.NewOutputProperty(resource.Output{Element: str("arn"), Known: true, Secret: true}),
		}))),
	})}, thing(), "")
	if len(e.faults) > 0 {
		t.Fatal(e.faults)
	}
	want := cty.StringVal(`{"Id":"hush","Statement":[{"Resource":"arn"}]}`)
	if got := value.GetAttr("policy"); !got.RawEquals(want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
}

func TestEncode_shouldNotKnowADocument_whenAPartIsUnknown(t *testing.T) {
	for name, part := range map[string]resource.PropertyValue{
		"computed":          resource.MakeComputed(str("")),
		"unknown output":    resource.NewOutputProperty(resource.Output{Element: str("")}),
		"unknown in secret": resource.MakeSecret(list(resource.MakeComputed(str("")))),
	} {
		e := &encoder{terraformType: "aws_thing"}
		value := e.object(resource.PropertyMap{"policy": object(resource.PropertyMap{"Statement": list(object(resource.PropertyMap{"Resource": part}))})}, thing(), "")
		if got := value.GetAttr("policy"); !got.RawEquals(cty.UnknownVal(cty.String)) || len(e.faults) > 0 {
			t.Errorf("%s: got %#v, faults %v; want an unknown text", name, got, e.faults)
		}
	}
}

func TestEncode_shouldKeepEveryKeyOfAMap(t *testing.T) {
	e := &encoder{terraformType: "aws_thing"}
	value := e.object(resource.PropertyMap{"tags": object(resource.PropertyMap{"__owner": str("x"), "__defaults": str("y")})}, thing(), "")
	want := cty.MapVal(map[string]cty.Value{"__owner": cty.StringVal("x"), "__defaults": cty.StringVal("y")})
	if got := value.GetAttr("tags"); !got.RawEquals(want) || len(e.faults) > 0 {
		t.Errorf("got %#v, faults %v; want %#v", got, e.faults, want)
	}
}

func TestDecode_shouldTurnEncodeAround(t *testing.T) {
	inputs := resource.PropertyMap{
		"name": str("x"), "on": boolean(false), "tags": object(resource.PropertyMap{"a.b": str("c")}), "scaling": object(resource.PropertyMap{"maxSize": number(4)}),
		"rules": list(object(resource.PropertyMap{"maxSize": number(1)})), "zones": list(str("a")), "token": resource.MakeSecret(str("hush")),
	}
	e := &encoder{terraformType: "aws_thing"}
	if got := decodeObject(e.object(inputs, thing(), ""), thing()); !got.DeepEquals(inputs) {
		t.Errorf("got %v\nwant %v", got, inputs)
	}
}

func TestPulumiPath_shouldStopAtASet(t *testing.T) {
	all := thing()
	for want, path := range map[string]cty.Path{
		"scaling.maxSize":  cty.GetAttrPath("scaling").IndexInt(0).GetAttr("max_size"),
		"rules[2].maxSize": cty.GetAttrPath("rule").IndexInt(2).GetAttr("max_size"),
		`tags["a.b"]`:      cty.GetAttrPath("tags").IndexString("a.b"),
		"zones":            cty.GetAttrPath("zone").Index(cty.ObjectVal(map[string]cty.Value{"x": cty.True})),
	} {
		if got := pulumiPath(path, all); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestEmulated_shouldBeTrueOnThisMachineOnly(t *testing.T) {
	for address, want := range map[string]bool{"http://127.0.0.1:4566": true, "http://localhost:4566": true, "http://[::1]:1": true, "https://vpce.example.com": false, "": false} {
		t.Setenv("AWS_ENDPOINT_URL", address)
		if emulated() != want {
			t.Errorf("%q: %v, want %v", address, !want, want)
		}
	}
}

func TestFindTerraformProvider_shouldSayWhatToDo_whenThereIsNone(t *testing.T) {
	t.Setenv(binaryVariable, t.TempDir())
	if _, err := findTerraformProvider(); err == nil {
		t.Error("an empty folder was taken for a provider")
	}
	t.Setenv(binaryVariable, "/nonexistent/provider")
	if _, err := findTerraformProvider(); err == nil {
		t.Error("a missing file was taken for a provider")
	}
}
