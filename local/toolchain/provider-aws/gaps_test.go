package main

import (
	"context"
	"testing"

	"github.com/pulumi/opentofu/configs/configschema"
	"github.com/pulumi/opentofu/tfplugin5"
	"github.com/zclconf/go-cty/cty"
	"google.golang.org/grpc"
)

// forgetful is a Terraform provider whose answer to every change is the same, for good or with an error.
type forgetful struct {
	tfplugin5.ProviderClient
	answer *tfplugin5.ApplyResourceChange_Response
}

func (f forgetful) ApplyResourceChange(context.Context, *tfplugin5.ApplyResourceChange_Request, ...grpc.CallOption) (*tfplugin5.ApplyResourceChange_Response, error) {
	return f.answer, nil
}

func TestApply_shouldBridgeFromWhatIsSet(t *testing.T) {
	t.Setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
	parsed := must(parseExceptions(exceptionsText))
	block := &configschema.Block{Attributes: map[string]*configschema.Attribute{
		"id": {Type: cty.String, Computed: true}, "enabled_cloudwatch_logs_exports": {Type: cty.Set(cty.String), Optional: true},
	}}
	k := &kind{terraform: "aws_rds_cluster", block: block, typ: block.ImpliedType(), fields: parsed.shapeOf("aws_rds_cluster", block)}
	cluster := func(logs ...cty.Value) cty.Value {
		exports := cty.NullVal(cty.Set(cty.String))
		if len(logs) > 0 {
			exports = cty.SetVal(logs)
		}
		return cty.ObjectVal(map[string]cty.Value{"id": cty.StringVal("x"), "enabled_cloudwatch_logs_exports": exports})
	}
	before, after := cluster(cty.StringVal("audit")), cluster(cty.StringVal("error"))
	failure := []*tfplugin5.Diagnostic{{Severity: tfplugin5.Diagnostic_ERROR, Summary: "half way"}}
	for name, c := range map[string]struct {
		prior, want cty.Value
		diagnostics []*tfplugin5.Diagnostic
	}{
		"an update":         {before, after, nil},
		"a failed update":   {before, before, failure},
		"a creation":        {cty.NullVal(k.typ), after, nil},
		"a failed creation": {cty.NullVal(k.typ), cluster(), failure},
	} {
		rpc := forgetful{answer: &tfplugin5.ApplyResourceChange_Response{NewState: must(pack(cluster(), k.typ)), Diagnostics: c.diagnostics}}
		subject := &task{
			terraform: &terraform{process: &process{rpc: rpc}, schemas: &schemas{raw: &tfplugin5.GetProviderSchema_Response{}}},
			kind:      k, plan: &plan{prior: c.prior, config: after, planned: after},
		}
		made, outputs, err := subject.apply(context.Background())
		if (err != nil) != (c.diagnostics != nil) || outputs == nil {
			t.Errorf("%s: outputs %v, error %v", name, outputs, err)
		}
		if !made.value.RawEquals(c.want) {
			t.Errorf("%s: the state is %#v, want %#v", name, made.value, c.want)
		}
	}
}
