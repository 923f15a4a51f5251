package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/pulumi/opentofu/plans/objchange"
	"github.com/pulumi/opentofu/plugin/convert"
	"github.com/pulumi/opentofu/tfplugin5"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"github.com/zclconf/go-cty/cty/msgpack"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// terraform makes requests of the running Terraform provider.
type terraform struct {
	process *process
	schemas *schemas
}

// state is what Terraform keeps of one resource.
type state struct {
	value   cty.Value
	private []byte
}

// plan is what Terraform would do to one resource.
type plan struct {
	prior, config, planned cty.Value
	private                []byte
	replace                []cty.Path
}

// noop tells that nothing would change.
func (p *plan) noop() bool { return p.planned.RawEquals(p.prior) }

func pack(value cty.Value, typ cty.Type) (*tfplugin5.DynamicValue, error) {
	data, err := msgpack.Marshal(value, typ)
	if err != nil {
		return nil, err
	}
	return &tfplugin5.DynamicValue{Msgpack: data}, nil
}

func unpack(value *tfplugin5.DynamicValue, typ cty.Type) (cty.Value, error) {
	switch {
	case value != nil && len(value.Msgpack) > 0:
		return msgpack.Unmarshal(value.Msgpack, typ)
	case value != nil && len(value.Json) > 0:
		return ctyjson.Unmarshal(value.Json, typ)
	}
	return cty.NullVal(typ), nil
}

// packAll packs several values of one type.
func packAll(typ cty.Type, values ...cty.Value) ([]*tfplugin5.DynamicValue, error) {
	packed := make([]*tfplugin5.DynamicValue, len(values))
	for i, value := range values {
		var err error
		if packed[i], err = pack(value, typ); err != nil {
			return nil, err
		}
	}
	return packed, nil
}

// meta is a null of the provider's meta type, which every request must carry.
func (t *terraform) meta() *tfplugin5.DynamicValue {
	if t.schemas.raw.ProviderMeta == nil {
		return nil
	}
	typ := convert.ProtoToConfigSchema(t.schemas.raw.ProviderMeta.Block).ImpliedType()
	packed, err := pack(cty.NullVal(typ), typ)
	if err != nil {
		return nil
	}
	return packed
}

func (t *terraform) configure(ctx context.Context, config cty.Value) error {
	packed, err := pack(config, t.schemas.configuration().typ)
	if err != nil {
		return err
	}
	prepared, err := t.process.rpc.PrepareProviderConfig(ctx, &tfplugin5.PrepareProviderConfig_Request{Config: packed})
	if err := t.failed(err, prepared.GetDiagnostics()); err != nil {
		return err
	}
	if prepared.PreparedConfig != nil {
		packed = prepared.PreparedConfig
	}
	done, err := t.process.rpc.Configure(ctx, &tfplugin5.Configure_Request{TerraformVersion: "1.9.0", Config: packed})
	return t.failed(err, done.GetDiagnostics())
}

// validate checks a configuration, and gives every problem.
func (t *terraform) validate(ctx context.Context, k *kind, config cty.Value) ([]*tfplugin5.Diagnostic, error) {
	packed, err := pack(config, k.typ)
	if err != nil {
		return nil, err
	}
	answer, err := t.process.rpc.ValidateResourceTypeConfig(ctx, &tfplugin5.ValidateResourceTypeConfig_Request{TypeName: k.terraform, Config: packed})
	return answer.GetDiagnostics(), t.failed(err, nil)
}

// plan asks what the configuration would do to the prior state; prior is null for a creation.
func (t *terraform) plan(ctx context.Context, k *kind, prior state, config cty.Value) (*plan, error) {
	proposed := objchange.ProposedNew(k.block, prior.value, config)
	packed, err := packAll(k.typ, prior.value, config, proposed)
	if err != nil {
		return nil, err
	}
	answer, err := t.process.rpc.PlanResourceChange(ctx, &tfplugin5.PlanResourceChange_Request{
		TypeName: k.terraform, PriorState: packed[0], Config: packed[1], ProposedNewState: packed[2], PriorPrivate: prior.private, ProviderMeta: t.meta(),
	})
	if err := t.failed(err, answer.GetDiagnostics()); err != nil {
		return nil, err
	}
	planned, err := unpack(answer.PlannedState, k.typ)
	if err != nil {
		return nil, err
	}
	p := &plan{prior: prior.value, config: config, planned: planned, private: answer.PlannedPrivate}
	for _, path := range answer.RequiresReplace {
		p.replace = append(p.replace, convert.AttributePathToPath(path))
	}
	return p, nil
}

// planDelete is the plan of a deletion.
func (t *terraform) planDelete(ctx context.Context, k *kind, prior state) (*plan, error) {
	null := cty.NullVal(k.typ)
	packed, err := packAll(k.typ, prior.value, null)
	if err != nil {
		return nil, err
	}
	answer, err := t.process.rpc.PlanResourceChange(ctx, &tfplugin5.PlanResourceChange_Request{
		TypeName: k.terraform, PriorState: packed[0], Config: packed[1], ProposedNewState: packed[1], PriorPrivate: prior.private, ProviderMeta: t.meta(),
	})
	if err := t.failed(err, answer.GetDiagnostics()); err != nil {
		return nil, err
	}
	return &plan{prior: prior.value, config: null, planned: null, private: answer.PlannedPrivate}, nil
}

// apply carries a plan out. Both may be set: what a failed step left behind, and its error.
func (t *terraform) apply(ctx context.Context, k *kind, p *plan) (state, error) {
	packed, err := packAll(k.typ, p.prior, p.planned, p.config)
	if err != nil {
		return state{value: p.prior}, err
	}
	answer, err := t.process.rpc.ApplyResourceChange(ctx, &tfplugin5.ApplyResourceChange_Request{
		TypeName: k.terraform, PriorState: packed[0], PlannedState: packed[1], Config: packed[2], PlannedPrivate: p.private, ProviderMeta: t.meta(),
	})
	if err != nil {
		return state{value: p.prior, private: p.private}, t.failed(err, nil)
	}
	value, err := unpack(answer.NewState, k.typ)
	if err != nil {
		return state{value: p.prior, private: p.private}, err
	}
	return state{value: value, private: answer.Private}, problems(answer.Diagnostics)
}

// read asks for the resource's present state; a null value means that it is gone.
func (t *terraform) read(ctx context.Context, k *kind, current state) (state, error) {
	packed, err := pack(current.value, k.typ)
	if err != nil {
		return current, err
	}
	answer, err := t.process.rpc.ReadResource(ctx, &tfplugin5.ReadResource_Request{TypeName: k.terraform, CurrentState: packed, Private: current.private, ProviderMeta: t.meta()})
	if err := t.failed(err, answer.GetDiagnostics()); err != nil {
		return current, err
	}
	value, err := unpack(answer.NewState, k.typ)
	return state{value: value, private: answer.Private}, err
}

// importID begins the state of a resource that exists already.
func (t *terraform) importID(ctx context.Context, k *kind, id string) (state, error) {
	answer, err := t.process.rpc.ImportResourceState(ctx, &tfplugin5.ImportResourceState_Request{TypeName: k.terraform, Id: id})
	if err := t.failed(err, answer.GetDiagnostics()); err != nil {
		return state{}, err
	}
	for _, found := range answer.ImportedResources {
		if found.TypeName == k.terraform {
			value, err := unpack(found.State, k.typ)
			return state{value: value, private: found.Private}, err
		}
	}
	return state{value: cty.NullVal(k.typ)}, nil
}

// readData reads a data source.
func (t *terraform) readData(ctx context.Context, k *kind, config cty.Value) (cty.Value, error) {
	packed, err := pack(config, k.typ)
	if err != nil {
		return cty.NilVal, err
	}
	valid, err := t.process.rpc.ValidateDataSourceConfig(ctx, &tfplugin5.ValidateDataSourceConfig_Request{TypeName: k.terraform, Config: packed})
	if err := t.failed(err, valid.GetDiagnostics()); err != nil {
		return cty.NilVal, err
	}
	answer, err := t.process.rpc.ReadDataSource(ctx, &tfplugin5.ReadDataSource_Request{TypeName: k.terraform, Config: packed, ProviderMeta: t.meta()})
	if err := t.failed(err, answer.GetDiagnostics()); err != nil {
		return cty.NilVal, err
	}
	return unpack(answer.State, k.typ)
}

// stateJSON is how a state is kept in a Pulumi output.
type stateJSON struct {
	Version int64           `json:"version"`
	Value   json.RawMessage `json:"value"`
	Private []byte          `json:"private,omitempty"`
}

func (s state) marshal(k *kind) (string, error) {
	value, err := ctyjson.Marshal(s.value, k.typ)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(stateJSON{Version: k.version, Value: value, Private: s.private})
	return string(text), err
}

// unmarshal reads a kept state, upgrading what an older schema wrote.
func (t *terraform) unmarshal(ctx context.Context, k *kind, text string) (state, error) {
	var kept stateJSON
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return state{}, fmt.Errorf("the Terraform state kept in the outputs is damaged: %w", err)
	}
	if kept.Version == k.version {
		if value, err := ctyjson.Unmarshal(kept.Value, k.typ); err == nil {
			return state{value: value, private: kept.Private}, nil
		}
	}
	answer, err := t.process.rpc.UpgradeResourceState(ctx, &tfplugin5.UpgradeResourceState_Request{
		TypeName: k.terraform, Version: kept.Version, RawState: &tfplugin5.RawState{Json: kept.Value},
	})
	if err := t.failed(err, answer.GetDiagnostics()); err != nil {
		return state{}, err
	}
	value, err := unpack(answer.UpgradedState, k.typ)
	return state{value: value, private: kept.Private}, err
}

// failed joins a broken connection and the provider's own errors.
func (t *terraform) failed(err error, diagnostics []*tfplugin5.Diagnostic) error {
	if err == nil {
		return problems(diagnostics)
	}
	if status.Code(err) == codes.Unavailable {
		return fmt.Errorf("the Terraform provider has ended: %w%s", err, t.process.stderr)
	}
	return err
}

// problems gives the errors among diagnostics, or nil.
func problems(diagnostics []*tfplugin5.Diagnostic) error {
	var all []error
	for _, d := range diagnostics {
		if d.Severity == tfplugin5.Diagnostic_ERROR {
			all = append(all, errors.New(describe(d)))
		}
	}
	return errors.Join(all...)
}

func describe(d *tfplugin5.Diagnostic) string {
	text := d.Summary
	if d.Detail != "" && d.Detail != d.Summary {
		text += ": " + d.Detail
	}
	return strings.TrimSpace(text)
}
