package main

import (
	"archive/zip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/archive"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/asset"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil/rpcerror"
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
	if kind := answer.DetailedDiff["tagsAll"]; kind != nil {
		t.Error("new tags: tagsAll, which only follows, is among the changes")
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
	inputs := resource.PropertyMap{"fifoTopic": boolean(true)}
	topic := e.create("aws:sns/topic:Topic", "jobs", inputs)
	name := bare(topic.outputs["name"]).StringValue()
	if len(name) != len("jobs-1234567.fifo") || !strings.HasPrefix(name, "jobs-") || !strings.HasSuffix(name, ".fifo") {
		t.Errorf("the topic is called %q, want jobs-<7 digits>.fifo", name)
	}
	if got := e.diff(topic, inputs).Changes; got != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("the same inputs again: %v, want the same name", got)
	}
	named := inputs.Copy()
	named["name"] = str("given.fifo")
	if got := e.diff(topic, named); len(got.Replaces) != 1 || got.Replaces[0] != "name" {
		t.Errorf("a name of the program's own: replaces %v, want name", got.Replaces)
	}
}

func TestDiff_shouldDeleteFirst_onlyWhenAFixedNameOrTheTypeClashes(t *testing.T) {
	e := startPlugin(t, nil)
	topic := e.create("aws:sns/topic:Topic", "topic", resource.PropertyMap{"name": str("fixed")})
	answer := e.diff(topic, resource.PropertyMap{"name": str("other")})
	if len(answer.Replaces) != 1 || answer.DeleteBeforeReplace {
		t.Errorf("another name: replaces %v, delete first %v; want a replacement that comes first", answer.Replaces, answer.DeleteBeforeReplace)
	}
	inputs := resource.PropertyMap{"name": str("fixed"), "hashKey": str("id"), "billingMode": str("PAY_PER_REQUEST"),
		"attributes": list(object(resource.PropertyMap{"name": str("id"), "type": str("S")}))}
	table := e.create("aws:dynamodb/table:Table", "table", inputs)
	changed := inputs.Copy()
	changed["attributes"] = list(object(resource.PropertyMap{"name": str("key"), "type": str("S")}))
	changed["hashKey"] = str("key")
	answer = e.diff(table, changed)
	if len(answer.Replaces) != 1 || answer.Replaces[0] != "hashKey" || !answer.DeleteBeforeReplace {
		t.Errorf("another key under the same name: replaces %v, delete first %v; want the old one to go first", answer.Replaces, answer.DeleteBeforeReplace)
	}
	delete(inputs, "name")
	delete(changed, "name")
	table = e.create("aws:dynamodb/table:Table", "nameless", inputs)
	answer = e.diff(table, changed)
	if len(answer.Replaces) != 1 || answer.Replaces[0] != "hashKey" || answer.DeleteBeforeReplace {
		t.Errorf("another key under a name made up: replaces %v, delete first %v; want a replacement that comes first", answer.Replaces, answer.DeleteBeforeReplace)
	}
	vpc := e.create("aws:ec2/vpc:Vpc", "vpc", resource.PropertyMap{"cidrBlock": str("10.0.0.0/16")})
	answer = e.diff(vpc, resource.PropertyMap{"cidrBlock": str("10.1.0.0/16")})
	if len(answer.Replaces) != 1 || answer.DeleteBeforeReplace {
		t.Errorf("a type without a name: replaces %v, delete first %v; want a replacement that comes first", answer.Replaces, answer.DeleteBeforeReplace)
	}
	role := e.create("aws:iam/role:Role", "role", resource.PropertyMap{"assumeRolePolicy": object(resource.PropertyMap{"Version": str("2012-10-17"), "Statement": list()})})
	attachment := e.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", resource.PropertyMap{
		"role": str(role.id), "policyArn": str("arn:aws:iam::aws:policy/ReadOnlyAccess"),
	})
	answer = e.diff(attachment, resource.PropertyMap{"role": str(role.id), "policyArn": str("arn:aws:iam::aws:policy/SecurityAudit")})
	if len(answer.Replaces) != 1 || !answer.DeleteBeforeReplace {
		t.Errorf("a type that is marked: replaces %v, delete first %v; want the old one to go first", answer.Replaces, answer.DeleteBeforeReplace)
	}
}

func TestDeletedFirst_shouldHoldTypesOfTerraformOnly(t *testing.T) {
	known := realSchemas(t).raw.ResourceSchemas
	for name := range deletedFirst {
		if known[name] == nil {
			t.Errorf("Terraform has no %s", name)
		}
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

func TestCheck_shouldNameEveryMistake(t *testing.T) {
	e := startPlugin(t, nil)
	answer, err := e.client.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urnOf("aws:ec2/vpc:Vpc", "vpc"), News: must(structure(resource.PropertyMap{
		"cidrBlok": str("10.0.0.0/16"), "tags": list(str("x")),
	}))})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range answer.Failures {
		found[f.Property] = f.Reason
	}
	if len(found) != 2 || found["cidrBlok"] == "" || found["tags"] == "" {
		t.Errorf("the failures are %v, want one for cidrBlok and one for tags", found)
	}
	answer, err = e.client.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urnOf("aws:ec2/vpc:Vpc", "vpc"), News: must(structure(resource.PropertyMap{"cidrBlock": str("10.0.0.0/99")}))})
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Failures) != 1 || answer.Failures[0].Property != "cidrBlock" {
		t.Errorf("a bad CIDR block: %v, want Terraform's own failure for cidrBlock", answer.Failures)
	}
}

func TestCode_shouldBeAnArchive(t *testing.T) {
	e := startPlugin(t, nil)
	file := filepath.Join(t.TempDir(), "function.zip")
	inputs := resource.PropertyMap{"name": str("code"), "role": str("arn:aws:iam::000000000000:role/x"), "handler": str("x"), "runtime": str("provided.al2023")}
	inputs["code"] = archiveAt(file)
	urn := urnOf("aws:lambda/function:Function", "code")
	answer, err := e.client.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urn, News: must(structure(inputs))})
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Failures) != 1 || answer.Failures[0].Property != "code" || !strings.Contains(answer.Failures[0].Reason, "does not exist") {
		t.Errorf("a missing zip: %v, want a failure for code", answer.Failures)
	}

	writeZip(t, file, "first")
	inputs["code"] = archiveAt(file)
	function := e.create("aws:lambda/function:Function", "code", inputs)
	if got := e.diff(function, inputs); got.Changes != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("the same zip: %v", got.DetailedDiff)
	}
	if !function.outputs["code"].IsArchive() {
		t.Errorf("the output code is %v, want the archive given", function.outputs["code"])
	}
	if !e.read(function) {
		t.Fatal("the function is gone on refresh")
	}
	if got := e.diff(function, inputs); got.Changes != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("the same zip after a refresh: %v", got.DetailedDiff)
	}
	writeZip(t, file, "second")
	inputs["code"] = archiveAt(file)
	if got := e.diff(function, inputs); got.DetailedDiff["code"] == nil || len(got.Replaces) != 0 {
		t.Errorf("a new zip at the same path: %v, want code updated", got.DetailedDiff)
	}
	e.update(function, inputs)

	inMemory := inputs.Copy()
	inMemory["code"] = resource.NewArchiveProperty(must(archive.FromAssets(map[string]any{"bootstrap": must(asset.FromText("third"))})))
	e.update(function, inMemory)
	if got := e.diff(function, inMemory); got.Changes != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("the same assets: %v", got.DetailedDiff)
	}
}

func archiveAt(path string) resource.PropertyValue {
	bundle := &archive.Archive{Sig: archive.ArchiveSig, Path: path}
	if _, err := os.Stat(path); err == nil {
		bundle = must(archive.FromPath(path))
	}
	return resource.NewArchiveProperty(bundle)
}

func writeZip(t *testing.T, path, content string) {
	t.Helper()
	file := must(os.Create(path))
	defer file.Close()
	packed := zip.NewWriter(file)
	if _, err := must(packed.Create("bootstrap")).Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestConfigure_shouldTakeWhatTheCliStores(t *testing.T) {
	e := startPlugin(t, resource.PropertyMap{
		"region": str("us-west-2"), "defaultTags": str(`{"tags":{"Team":"payments"}}`), "endpoints": str("[]"), "ignoreTags": str("{}"), "maxRetries": str("2"),
	})
	topic := e.create("aws:sns/topic:Topic", "topic", resource.PropertyMap{"name": str("configured")})
	if got := bare(topic.outputs["arn"]).StringValue(); !strings.HasPrefix(got, "arn:aws:sns:us-west-2:") {
		t.Errorf("the topic is %s, want it in us-west-2", got)
	}
	if got := bare(topic.outputs["tagsAll"]).ObjectValue()["Team"]; !got.IsString() || got.StringValue() != "payments" {
		t.Errorf("tagsAll is %v, want the default tag in it", topic.outputs["tagsAll"])
	}
	if got := e.diff(topic, resource.PropertyMap{"name": str("configured")}); got.Changes != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("the same inputs again: %v", got.DetailedDiff)
	}
}

func TestGaps_shouldBeBridgedOnTheEmulator(t *testing.T) {
	e := startPlugin(t, nil)
	inputs := resource.PropertyMap{"name": str("gaps"), "comparisonOperator": str("GreaterThanThreshold"), "evaluationPeriods": number(1), "threshold": number(1),
		"namespace": str("AWS/Lambda"), "metricName": str("Errors"), "period": number(60), "extendedStatistic": str("p99"), "treatMissingData": str("notBreaching"),
		"unit": str("Milliseconds"), "dimensions": object(resource.PropertyMap{"FunctionName": str("payments")})}
	alarm := e.create("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", inputs)
	if got := e.diff(alarm, inputs); got.Changes != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("an alarm: %v, want no change", got.DetailedDiff)
	}
	if !e.read(alarm) {
		t.Fatal("the alarm is gone on refresh")
	}
	if got := e.diff(alarm, inputs); got.Changes != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("an alarm after a refresh: %v, want no change", got.DetailedDiff)
	}
}

func TestTimeouts_shouldReachTerraformAndLeaveNoTrace(t *testing.T) {
	e := startPlugin(t, nil)
	urn := urnOf("aws:dynamodb/table:Table", "timed")
	inputs := e.check(urn, nil, resource.PropertyMap{"name": str("timed"), "hashKey": str("id"), "billingMode": str("PAY_PER_REQUEST"),
		"attributes": list(object(resource.PropertyMap{"name": str("id"), "type": str("S")}))})
	answer, err := e.client.Create(context.Background(), &pulumirpc.CreateRequest{Urn: urn, Properties: must(structure(inputs)), Timeout: 90})
	if err != nil {
		t.Fatal(err)
	}
	table := &made{urn: urn, id: answer.Id, inputs: inputs, outputs: must(properties(answer.Properties))}
	if text := bare(table.outputs[stateKey]).StringValue(); !strings.Contains(text, `"timeouts":null`) {
		t.Error("the timeouts are in the state, and would differ from every later plan")
	}
	if got := e.diff(table, inputs); got.Changes != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("the same inputs again: %v", got.DetailedDiff)
	}
	if _, err := e.client.Delete(context.Background(), &pulumirpc.DeleteRequest{Urn: urn, Id: table.id, Properties: answer.Properties, Timeout: 90}); err != nil {
		t.Error(err)
	}
}

func TestInitFailed_shouldLetTheEngineRememberTheResource(t *testing.T) {
	err := initFailed("id-1", must(structure(resource.PropertyMap{"name": str("half")})), nil, errors.New("timed out"))
	status, ok := rpcerror.FromError(err)
	if !ok || len(status.Details()) != 1 {
		t.Fatalf("the error is %v", err)
	}
	details := status.Details()
	failed, ok := details[0].(*pulumirpc.ErrorResourceInitFailed)
	if !ok || failed.Id != "id-1" || len(failed.Reasons) != 1 || failed.Properties.Fields["name"].GetStringValue() != "half" {
		t.Errorf("the detail is %v", details[0])
	}
}
