package main

import (
	"context"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/zclconf/go-cty/cty"
)

// Read refreshes a resource, or takes in one that exists, by its ID.
func (s *server) Read(ctx context.Context, request *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	terraform, k, err := s.kind(ctx, request.Urn)
	if err != nil {
		return nil, err
	}
	olds, err := properties(request.Properties)
	if err != nil {
		return nil, err
	}
	oldInputs, err := properties(request.Inputs)
	if err != nil {
		return nil, err
	}
	var before state
	known := olds.HasValue(stateKey)
	if known {
		before, err = s.kept(ctx, terraform, k, olds)
	} else {
		before, err = terraform.importID(ctx, k, request.Id)
	}
	if err != nil {
		return nil, err
	}
	if before.value.IsNull() {
		return &pulumirpc.ReadResponse{}, nil
	}
	now, err := terraform.read(ctx, k, before)
	if err != nil {
		return nil, err
	}
	if now.value.IsNull() {
		return &pulumirpc.ReadResponse{}, nil
	}
	now.value = withoutTimeouts(now.value)
	inputs := importedInputs(now.value, k.fields)
	if known {
		now.value = bridgeGaps(k, now.value, before.value)
		inputs = refreshedInputs(oldInputs, before.value, now.value, k.fields)
	}
	all := withSecrets(decodeObject(now.value, k.fields), inputs)
	if err := keepState(all, k, now); err != nil {
		return nil, err
	}
	response := &pulumirpc.ReadResponse{Id: identifier(now.value)}
	if response.Properties, err = structure(all); err != nil {
		return nil, err
	}
	response.Inputs, err = structure(inputs)
	return response, err
}

// refreshedInputs keeps the program's inputs, and changes only those whose value in AWS has.
func refreshedInputs(inputs resource.PropertyMap, before, now cty.Value, all *fields) resource.PropertyMap {
	changed := inputs.Copy()
	for key, input := range inputs {
		f := all.byPulumi[string(key)]
		if f == nil || before.GetAttr(f.terraform).RawEquals(now.GetAttr(f.terraform)) {
			continue
		}
		if inner := bare(input); inner.IsAsset() || inner.IsArchive() {
			continue
		}
		changed[key] = decodeField(now.GetAttr(f.terraform), f)
		if input.ContainsSecrets() && !changed[key].IsSecret() {
			changed[key] = resource.MakeSecret(changed[key])
		}
	}
	return changed
}

// importedInputs are the inputs that would give this state: all that can be set, and is not empty.
func importedInputs(now cty.Value, all *fields) resource.PropertyMap {
	inputs := resource.PropertyMap{}
	for _, f := range all.list {
		if !f.input() || f.terraform == "id" || f.terraform == "tags_all" || f.terraform == "timeouts" {
			continue
		}
		property := settable(now.GetAttr(f.terraform), f)
		if f.required || !empty(property) {
			inputs[resource.PropertyKey(f.pulumi)] = property
		}
	}
	return inputs
}

// settable decodes a value without what only AWS sets inside it.
func settable(value cty.Value, f *field) resource.PropertyValue {
	property := decodeField(value, f)
	if f.fields == nil || !f.block {
		return property
	}
	return withoutComputed(property, f.fields)
}

func withoutComputed(property resource.PropertyValue, all *fields) resource.PropertyValue {
	switch {
	case property.IsArray():
		var items []resource.PropertyValue
		for _, item := range property.ArrayValue() {
			items = append(items, withoutComputed(item, all))
		}
		return resource.NewArrayProperty(items)
	case property.IsObject():
		kept := resource.PropertyMap{}
		for key, value := range property.ObjectValue() {
			f := all.byPulumi[string(key)]
			if f == nil || !f.input() {
				continue
			}
			if f.fields != nil {
				value = withoutComputed(value, f.fields)
			}
			if f.required || !empty(value) {
				kept[key] = value
			}
		}
		return resource.NewObjectProperty(kept)
	}
	return property
}

func empty(property resource.PropertyValue) bool {
	switch value := bare(property); {
	case value.IsNull():
		return true
	case value.IsBool():
		return !value.BoolValue()
	case value.IsNumber():
		return value.NumberValue() == 0
	case value.IsString():
		return value.StringValue() == ""
	case value.IsArray():
		return len(value.ArrayValue()) == 0
	case value.IsObject():
		return len(value.ObjectValue()) == 0
	}
	return false
}
