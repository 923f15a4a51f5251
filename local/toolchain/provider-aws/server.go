package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/pulumi/opentofu/plugin/convert"
	"github.com/pulumi/opentofu/tfplugin5"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil/rpcerror"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/zclconf/go-cty/cty"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"
)

// stateKey is the one output in which the Terraform state is kept whole; it is secret.
const stateKey = "__tfstate"

// server is the Pulumi side: it answers the engine by asking Terraform.
type server struct {
	pulumirpc.UnimplementedResourceProviderServer
	backend *backend
	engine  pulumirpc.EngineClient
}

var receive = plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true}

func properties(fields *structpb.Struct) (resource.PropertyMap, error) {
	return plugin.UnmarshalProperties(fields, receive)
}

func structure(properties resource.PropertyMap) (*structpb.Struct, error) {
	return plugin.MarshalProperties(properties, receive)
}

func (s *server) Handshake(context.Context, *pulumirpc.ProviderHandshakeRequest) (*pulumirpc.ProviderHandshakeResponse, error) {
	return &pulumirpc.ProviderHandshakeResponse{AcceptSecrets: true}, nil
}

func (s *server) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version}, nil
}

// GetSchema is enough for the engine, which asks for nothing in it; programs have their SDK.
func (s *server) GetSchema(context.Context, *pulumirpc.GetSchemaRequest) (*pulumirpc.GetSchemaResponse, error) {
	return &pulumirpc.GetSchemaResponse{Schema: fmt.Sprintf(`{"name":"aws","version":%q}`, version)}, nil
}

func (s *server) CheckConfig(ctx context.Context, request *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	s.backend.begin()
	return &pulumirpc.CheckResponse{Inputs: request.News}, nil
}

// DiffConfig finds a change of any setting; none needs the resources to be made anew.
func (s *server) DiffConfig(_ context.Context, request *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	olds, err := properties(request.Olds)
	if err != nil {
		return nil, err
	}
	news, err := properties(request.News)
	if err != nil {
		return nil, err
	}
	if olds.DeepEquals(news) {
		return &pulumirpc.DiffResponse{Changes: pulumirpc.DiffResponse_DIFF_NONE}, nil
	}
	return &pulumirpc.DiffResponse{Changes: pulumirpc.DiffResponse_DIFF_SOME}, nil
}

func (s *server) Configure(ctx context.Context, request *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	settings, err := properties(request.Args)
	if err != nil {
		return nil, err
	}
	delete(settings, "version")
	delete(settings, "pluginDownloadURL")
	// pulumi-aws's own defaults.
	for _, skip := range []resource.PropertyKey{"skipRegionValidation", "skipMetadataApiCheck"} {
		if !settings.HasValue(skip) {
			settings[skip] = resource.NewBoolProperty(true)
		}
	}
	terraform, err := s.backend.get(ctx)
	if err != nil {
		return nil, err
	}
	k := terraform.schemas.configuration()
	encoder := &encoder{terraformType: "the aws provider"}
	config := encoder.object(settings, k.fields, "")
	if len(encoder.faults) > 0 {
		return nil, faultsError("aws:", encoder.faults)
	}
	if err := terraform.configure(ctx, config); err != nil {
		return nil, fmt.Errorf("the AWS provider's settings do not work: %w", err)
	}
	return &pulumirpc.ConfigureResponse{AcceptSecrets: true, SupportsPreview: true}, nil
}

func faultsError(prefix string, faults []fault) error {
	var all []error
	for _, f := range faults {
		all = append(all, fmt.Errorf("%s%s: %s", prefix, f.property, f.reason))
	}
	return errors.Join(all...)
}

func (s *server) Invoke(ctx context.Context, request *pulumirpc.InvokeRequest) (*pulumirpc.InvokeResponse, error) {
	terraform, err := s.backend.get(ctx)
	if err != nil {
		return nil, err
	}
	k, err := terraform.schemas.dataSource(request.Tok)
	if err != nil {
		return nil, err
	}
	arguments, err := properties(request.Args)
	if err != nil {
		return nil, err
	}
	encoder := &encoder{terraformType: request.Tok}
	config := encoder.object(arguments, k.fields, "")
	if len(encoder.faults) > 0 {
		return &pulumirpc.InvokeResponse{Failures: failures(encoder.faults)}, nil
	}
	if !config.IsWhollyKnown() {
		return &pulumirpc.InvokeResponse{}, nil
	}
	value, err := terraform.readData(ctx, k, config)
	if err != nil {
		return nil, err
	}
	answer, err := structure(decodeObject(value, k.fields))
	return &pulumirpc.InvokeResponse{Return: answer}, err
}

func failures(faults []fault) []*pulumirpc.CheckFailure {
	var all []*pulumirpc.CheckFailure
	for _, f := range faults {
		all = append(all, &pulumirpc.CheckFailure{Property: f.property, Reason: f.reason})
	}
	return all
}

func (s *server) Check(ctx context.Context, request *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	terraform, k, err := s.kind(ctx, request.Urn)
	if err != nil {
		return nil, err
	}
	olds, err := properties(request.Olds)
	if err != nil {
		return nil, err
	}
	news, err := properties(request.News)
	if err != nil {
		return nil, err
	}
	news, err = withName(k, resource.URN(request.Urn), olds, news, request.RandomSeed)
	if err != nil {
		return nil, err
	}
	config, faults := s.config(k, news)
	if len(faults) == 0 {
		diagnostics, err := terraform.validate(ctx, k, config)
		if err != nil {
			return nil, err
		}
		faults = s.report(ctx, request.Urn, k, diagnostics)
	}
	inputs, err := structure(news)
	return &pulumirpc.CheckResponse{Inputs: inputs, Failures: failures(faults)}, err
}

// report shows warnings to the user, and gives the errors as faults.
func (s *server) report(ctx context.Context, urn string, k *kind, diagnostics []*tfplugin5.Diagnostic) []fault {
	var faults []fault
	for _, d := range diagnostics {
		path := ""
		if d.Attribute != nil {
			path = pulumiPath(convert.AttributePathToPath(d.Attribute), k.fields)
		}
		if d.Severity == tfplugin5.Diagnostic_ERROR {
			faults = append(faults, fault{path, describe(d)})
		} else if s.engine != nil {
			_, _ = s.engine.Log(ctx, &pulumirpc.LogRequest{Severity: pulumirpc.LogSeverity_WARNING, Urn: urn, Message: strings.TrimPrefix(path+": "+describe(d), ": ")})
		}
	}
	return faults
}

// config encodes inputs as a Terraform configuration.
func (s *server) config(k *kind, inputs resource.PropertyMap) (cty.Value, []fault) {
	encoder := &encoder{terraformType: k.terraform}
	config := encoder.object(inputs, k.fields, "")
	if len(encoder.faults) > 0 {
		return config, encoder.faults
	}
	config, err := withSourceHash(config)
	if err != nil {
		return config, []fault{{"code", err.Error()}}
	}
	return config, nil
}

// kind finds the resource type of a URN.
func (s *server) kind(ctx context.Context, urn string) (*terraform, *kind, error) {
	terraform, err := s.backend.get(ctx)
	if err != nil {
		return nil, nil, err
	}
	k, err := terraform.schemas.resource(string(resource.URN(urn).Type()))
	return terraform, k, err
}

// task is what Diff, Create and Update have in common: a configuration planned against a prior state.
type task struct {
	terraform *terraform
	kind      *kind
	inputs    resource.PropertyMap
	prior     state
	plan      *plan
}

// prepare plans the news against the olds; without olds it plans a creation.
func (s *server) prepare(ctx context.Context, urn string, olds, news *structpb.Struct, ignore []string, timeout float64) (*task, error) {
	terraform, k, err := s.kind(ctx, urn)
	if err != nil {
		return nil, err
	}
	t := &task{terraform: terraform, kind: k, prior: state{value: cty.NullVal(k.typ)}}
	operation := "create"
	var outputs resource.PropertyMap
	if olds != nil {
		operation = "update"
		if outputs, err = properties(olds); err != nil {
			return nil, err
		}
		if t.prior, err = s.kept(ctx, terraform, k, outputs); err != nil {
			return nil, err
		}
	}
	if t.inputs, err = properties(news); err != nil {
		return nil, err
	}
	plain, settled := settleAssets(k, t.inputs, outputs, t.prior.value)
	config, faults := s.config(k, plain)
	if len(faults) > 0 {
		return nil, faultsError("", faults)
	}
	for name, value := range settled {
		config = with(config, name, value)
	}
	for _, path := range ignore {
		if f := k.fields.byPulumi[root(path)]; f != nil && f.pulumi == path && !t.prior.value.IsNull() {
			config = with(config, f.terraform, t.prior.value.GetAttr(f.terraform))
		}
	}
	config = withTimeout(config, operation, timeout)
	t.plan, err = terraform.plan(ctx, k, t.prior, config)
	return t, err
}

// kept reads the Terraform state back from a resource's outputs.
func (s *server) kept(ctx context.Context, terraform *terraform, k *kind, outputs resource.PropertyMap) (state, error) {
	text := bare(outputs[stateKey])
	if !text.IsString() {
		return state{}, errors.New("the outputs hold no Terraform state: another plugin made this resource; run `pulumi refresh` first")
	}
	return terraform.unmarshal(ctx, k, text.StringValue())
}

func (s *server) Diff(ctx context.Context, request *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	t, err := s.prepare(ctx, request.Urn, request.Olds, request.News, request.IgnoreChanges, 0)
	if err != nil {
		return nil, err
	}
	if t.plan.noop() {
		return &pulumirpc.DiffResponse{Changes: pulumirpc.DiffResponse_DIFF_NONE, HasDetailedDiff: true}, nil
	}
	found := compare(t.plan, t.kind.fields)
	// The program gave the archive, not its hash.
	if change, ok := found["sourceCodeHash"]; ok && t.inputs.HasValue("code") && !t.inputs.HasValue("sourceCodeHash") {
		delete(found, "sourceCodeHash")
		found["code"] = change
	}
	replaces := markReplacements(found, t.plan, t.kind.fields)
	response := &pulumirpc.DiffResponse{
		Changes: pulumirpc.DiffResponse_DIFF_SOME, HasDetailedDiff: true, Replaces: replaces,
		DetailedDiff: map[string]*pulumirpc.PropertyDiff{}, DeleteBeforeReplace: len(replaces) > 0 && deleteFirst(t.kind, t.plan, t.inputs),
	}
	roots := map[string]bool{}
	for path, kind := range found {
		response.DetailedDiff[path] = &pulumirpc.PropertyDiff{Kind: kind}
		roots[root(path)] = true
	}
	response.Diffs = sortedKeys(roots)
	return response, nil
}

func (s *server) Create(ctx context.Context, request *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	t, err := s.prepare(ctx, request.Urn, nil, request.Properties, nil, request.Timeout)
	if err != nil {
		return nil, err
	}
	id, outputs, err := t.carryOut(ctx, request.Preview, "", request.Properties)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.CreateResponse{Id: id, Properties: outputs}, nil
}

func (s *server) Update(ctx context.Context, request *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	t, err := s.prepare(ctx, request.Urn, request.Olds, request.News, request.IgnoreChanges, request.Timeout)
	if err != nil {
		return nil, err
	}
	_, outputs, err := t.carryOut(ctx, request.Preview, request.Id, request.News)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.UpdateResponse{Properties: outputs}, nil
}

// carryOut applies the plan, or in a preview tells what it would give. Without an id the resource gets one when it is made.
func (t *task) carryOut(ctx context.Context, preview bool, id string, inputs *structpb.Struct) (string, *structpb.Struct, error) {
	if preview {
		outputs, err := structure(t.outputs(t.plan.planned))
		return id, outputs, err
	}
	made, outputs, failed := t.apply(ctx)
	if outputs == nil {
		return "", nil, failed
	}
	if id == "" {
		id = identifier(made.value)
	}
	if failed != nil {
		return "", nil, initFailed(id, outputs, inputs, failed)
	}
	return id, outputs, nil
}

// apply carries the plan out, and gives the new state and outputs; with an error too when only a part of it worked.
func (t *task) apply(ctx context.Context) (state, *structpb.Struct, error) {
	made, failed := t.terraform.apply(ctx, t.kind, t.plan)
	if made.value.IsNull() {
		if failed == nil {
			failed = errors.New("the Terraform provider gave no state back")
		}
		return made, nil, failed
	}
	set := t.plan.planned
	if failed != nil {
		// What was planned may not have been set; then the next plan has to want it again. Before a creation nothing was set.
		set = t.plan.prior
	}
	made.value = bridgeGaps(t.kind, withoutTimeouts(made.value), set)
	all := t.outputs(made.value)
	if err := keepState(all, t.kind, made); err != nil {
		return made, nil, errors.Join(failed, err)
	}
	outputs, err := structure(all)
	return made, outputs, errors.Join(failed, err)
}

// keepState adds the Terraform state to the outputs.
func keepState(outputs resource.PropertyMap, k *kind, now state) error {
	text, err := now.marshal(k)
	if err != nil {
		return err
	}
	outputs[stateKey] = resource.MakeSecret(resource.NewStringProperty(text))
	return nil
}

func (t *task) outputs(value cty.Value) resource.PropertyMap {
	return withSecrets(decodeObject(value, t.kind.fields), t.inputs)
}

// withSecrets keeps secret what came from a secret input, and gives assets back as they came.
func withSecrets(outputs, inputs resource.PropertyMap) resource.PropertyMap {
	for key, input := range inputs {
		output, ok := outputs[key]
		if !ok {
			continue
		}
		if inner := bare(input); inner.IsAsset() || inner.IsArchive() {
			output = inner
		}
		if input.ContainsSecrets() && !output.IsSecret() {
			output = resource.MakeSecret(output)
		}
		outputs[key] = output
	}
	return outputs
}

// initFailed tells the engine that the resource exists but is not as it should be, so that the engine remembers it.
func initFailed(id string, outputs, inputs *structpb.Struct, reason error) error {
	return rpcerror.WithDetails(rpcerror.New(codes.Unknown, reason.Error()), &pulumirpc.ErrorResourceInitFailed{
		Id: id, Properties: outputs, Inputs: inputs, Reasons: []string{reason.Error()},
	})
}

// identifier is Terraform's id, or what stands for one in the few types without.
func identifier(value cty.Value) string {
	for _, name := range []string{"id", "arn", "name"} {
		if value.Type().HasAttribute(name) {
			if id := value.GetAttr(name); id.Type() == cty.String && id.IsKnown() && !id.IsNull() {
				return id.AsString()
			}
		}
	}
	return ""
}

func (s *server) Delete(ctx context.Context, request *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	terraform, k, err := s.kind(ctx, request.Urn)
	if err != nil {
		return nil, err
	}
	outputs, err := properties(request.Properties)
	if err != nil {
		return nil, err
	}
	prior, err := s.kept(ctx, terraform, k, outputs)
	if err != nil {
		return nil, err
	}
	p, err := terraform.planDelete(ctx, k, withDeleteTimeout(prior, request.Timeout))
	if err != nil {
		return nil, err
	}
	_, err = terraform.apply(ctx, k, p)
	return &emptypb.Empty{}, err
}

// Cancel asks Terraform to give up what it is waiting for.
func (s *server) Cancel(ctx context.Context, _ *emptypb.Empty) (*emptypb.Empty, error) {
	s.backend.mu.Lock()
	running := s.backend.process
	s.backend.mu.Unlock()
	if running != nil {
		_, _ = running.rpc.Stop(ctx, &tfplugin5.Stop_Request{})
	}
	return &emptypb.Empty{}, nil
}
