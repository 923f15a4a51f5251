package main

import (
	"context"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestLifecycle_shouldCreateUpdateReplaceRefreshImportAndDestroy(t *testing.T) {
	e := startPlugin(t, nil)
	inputs := resource.PropertyMap{"cidrBlock": str("10.0.0.0/16"), "enableDnsHostnames": boolean(true), "tags": object(resource.PropertyMap{"Name": str("first")})}
	vpc := e.create("aws:ec2/vpc:Vpc", "vpc", inputs)

	if got := e.diff(vpc, inputs).Changes; got != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("the same inputs again: %v, want no change", got)
	}

	renamed := inputs.Copy()
	renamed["tags"] = object(resource.PropertyMap{"Name": str("second"), "dotted.key": str("x")})
	answer := e.diff(vpc, renamed)
	if answer.Changes != pulumirpc.DiffResponse_DIFF_SOME || len(answer.Replaces) != 0 {
		t.Errorf("new tags: %v, replaces %v; want a change in place", answer.Changes, answer.Replaces)
	}
	if kind := answer.DetailedDiff["tags.Name"]; kind == nil || kind.Kind != pulumirpc.PropertyDiff_UPDATE {
		t.Errorf("new tags: detailed diff is %v, want tags.Name updated", answer.DetailedDiff)
	}
	if kind := answer.DetailedDiff[`tags["dotted.key"]`]; kind == nil || kind.Kind != pulumirpc.PropertyDiff_ADD {
		t.Errorf("new tags: detailed diff is %v, want tags[\"dotted.key\"] added", answer.DetailedDiff)
	}
	e.update(vpc, renamed)
	if got := bare(vpc.outputs["tags"]).ObjectValue()["Name"].StringValue(); got != "second" {
		t.Errorf("the tag is %q after the update, want second", got)
	}

	moved := renamed.Copy()
	moved["cidrBlock"] = str("10.1.0.0/16")
	answer = e.diff(vpc, moved)
	if len(answer.Replaces) != 1 || answer.Replaces[0] != "cidrBlock" || answer.DetailedDiff["cidrBlock"].GetKind() != pulumirpc.PropertyDiff_UPDATE_REPLACE {
		t.Errorf("a new CIDR block: replaces %v, detailed %v; want cidrBlock alone", answer.Replaces, answer.DetailedDiff)
	}

	before := vpc.inputs
	if !e.read(vpc) {
		t.Fatal("the VPC is gone on refresh")
	}
	if !vpc.inputs.DeepEquals(before) {
		t.Errorf("a refresh without drift changed the inputs: %v, want %v", vpc.inputs, before)
	}

	imported := &made{urn: urnOf("aws:ec2/vpc:Vpc", "imported"), id: vpc.id}
	if !e.read(imported) {
		t.Fatal("the VPC cannot be imported")
	}
	if got := bare(imported.inputs["cidrBlock"]).StringValue(); got != "10.0.0.0/16" {
		t.Errorf("imported cidrBlock is %q", got)
	}
	if _, ok := imported.inputs["arn"]; ok {
		t.Error("arn is among the imported inputs, though a program cannot set it")
	}

	gone := *vpc
	e.delete(vpc)
	if e.read(&gone) {
		t.Error("a refresh still finds the deleted VPC")
	}
}

func TestPreview_shouldTellWhatIsUnknown(t *testing.T) {
	e := startPlugin(t, nil)
	outputs := e.preview("aws:ec2/subnet:Subnet", "subnet", resource.PropertyMap{
		"vpcId": resource.MakeComputed(str("")), "cidrBlock": str("10.0.1.0/24"),
	})
	for _, key := range []resource.PropertyKey{"id", "arn", "vpcId"} {
		if !outputs[key].IsComputed() {
			t.Errorf("%s is %v in a preview, want unknown", key, outputs[key])
		}
	}
	if got := outputs["cidrBlock"]; !got.IsString() || got.StringValue() != "10.0.1.0/24" {
		t.Errorf("cidrBlock is %v in a preview, want what was given", got)
	}
	if _, ok := outputs[stateKey]; ok {
		t.Error("a preview has a Terraform state")
	}
}

func TestSecrets_shouldStaySecret(t *testing.T) {
	e := startPlugin(t, nil)
	secret := e.create("aws:secretsmanager/secret:Secret", "secret", resource.PropertyMap{"description": resource.MakeSecret(str("hidden"))})
	version := e.create("aws:secretsmanager/secretVersion:SecretVersion", "version", resource.PropertyMap{"secretId": str(secret.id), "secretString": str("hush")})
	if !secret.outputs["description"].IsSecret() {
		t.Error("an output from a secret input is plain")
	}
	if !version.outputs["secretString"].IsSecret() {
		t.Error("an output that Terraform calls sensitive is plain")
	}
	if !version.outputs[stateKey].IsSecret() {
		t.Error("the Terraform state is plain")
	}
	if !e.read(version) || !version.outputs["secretString"].IsSecret() {
		t.Error("a refresh made a secret plain")
	}
}

func TestNames_shouldBeMadeUpOnceAndKept(t *testing.T) {
	e := startPlugin(t, nil)
	queue := e.create("aws:sqs/queue:Queue", "jobs", resource.PropertyMap{"fifoQueue": boolean(true)})
	name := bare(queue.outputs["name"]).StringValue()
	if len(name) != len("jobs-1234567.fifo") || name[:5] != "jobs-" || name[len(name)-5:] != ".fifo" {
		t.Errorf("the queue is called %q, want jobs-<7 digits>.fifo", name)
	}
	if got := e.diff(queue, resource.PropertyMap{"fifoQueue": boolean(true)}).Changes; got != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("the same inputs again: %v, want the same name", got)
	}
}

func TestDiff_shouldDeleteFirst_whenTheNameIsFixed(t *testing.T) {
	e := startPlugin(t, nil)
	named := resource.PropertyMap{"name": str("fixed"), "fifoQueue": boolean(false)}
	topic := e.create("aws:sns/topic:Topic", "fixed", resource.PropertyMap{"name": str("fixed")})
	_ = named
	answer := e.diff(topic, resource.PropertyMap{"name": str("other")})
	if len(answer.Replaces) != 1 || answer.DeleteBeforeReplace {
		t.Errorf("a new name: replaces %v, delete first %v; want a replacement made first", answer.Replaces, answer.DeleteBeforeReplace)
	}
}

func TestIgnoreChanges_shouldKeepWhatIsThere(t *testing.T) {
	e := startPlugin(t, nil)
	group := e.create("aws:cloudwatch/logGroup:LogGroup", "logs", resource.PropertyMap{"name": str("/test/ignore"), "retentionInDays": number(7)})
	news := resource.PropertyMap{"name": str("/test/ignore"), "retentionInDays": number(30)}
	answer, err := e.client.Diff(context.Background(), &pulumirpc.DiffRequest{
		Urn: group.urn, Id: group.id, Olds: must(structure(group.outputs)), News: must(structure(e.check(group.urn, group.inputs, news))), IgnoreChanges: []string{"retentionInDays"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if answer.Changes != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("an ignored change is one: %v", answer.DetailedDiff)
	}
}

func TestInvoke_shouldReadDataSources(t *testing.T) {
	e := startPlugin(t, nil)
	for token, want := range map[string]struct {
		arguments resource.PropertyMap
		key       resource.PropertyKey
	}{
		"aws:index/getCallerIdentity:getCallerIdentity":       {resource.PropertyMap{}, "accountId"},
		"aws:index/getRegion:getRegion":                       {resource.PropertyMap{}, "name"},
		"aws:index/getPartition:getPartition":                 {resource.PropertyMap{}, "dnsSuffix"},
		"aws:index/getAvailabilityZones:getAvailabilityZones": {resource.PropertyMap{"state": str("available")}, "names"},
		"aws:iam/getPolicyDocument:getPolicyDocument": {resource.PropertyMap{"statements": list(object(resource.PropertyMap{
			"actions": list(str("s3:GetObject")), "resources": list(str("*")),
		}))}, "json"},
	} {
		answer, err := e.client.Invoke(context.Background(), &pulumirpc.InvokeRequest{Tok: token, Args: must(structure(want.arguments))})
		if err != nil || len(answer.Failures) > 0 {
			t.Errorf("%s: %v %v", token, err, answer.GetFailures())
			continue
		}
		if result := must(properties(answer.Return)); !result.HasValue(want.key) {
			t.Errorf("%s has no %s: %v", token, want.key, result)
		}
	}
}
