package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// fault is what is wrong with one property, by its Pulumi path.
type fault struct{ property, reason string }

// encoder turns Pulumi properties into a Terraform configuration, and collects everything wrong with them.
type encoder struct {
	// terraformType is for messages.
	terraformType string
	faults        []fault
}

func (e *encoder) fail(path, format string, arguments ...any) {
	e.faults = append(e.faults, fault{path, fmt.Sprintf(format, arguments...)})
}

// object encodes properties as the Terraform object that the fields describe.
func (e *encoder) object(properties resource.PropertyMap, all *fields, path string) cty.Value {
	values := make(map[string]cty.Value, len(all.list))
	for _, f := range all.list {
		value, given := properties[resource.PropertyKey(f.pulumi)]
		if given {
			value = bare(value)
		}
		if !given || value.IsNull() {
			values[f.terraform] = absent(f)
			continue
		}
		values[f.terraform] = e.field(value, f, join(path, f.pulumi))
	}
	for key := range properties {
		name := string(key)
		// Nothing else is the engine's own here: it keeps its __internal settings of a provider to itself.
		if all.byPulumi[name] == nil && key != defaultsKey {
			e.fail(join(path, name), "%s has no such property; it has %s", e.terraformType, strings.Join(inputNames(all), ", "))
		}
	}
	return cty.ObjectVal(values)
}

func inputNames(all *fields) []string {
	var names []string
	for _, f := range all.list {
		if f.input() {
			names = append(names, f.pulumi)
		}
	}
	sort.Strings(names)
	return names
}

// absent is how Terraform writes that nothing is set: no blocks, or a null attribute.
func absent(f *field) cty.Value {
	if f.block {
		switch {
		case f.typ.IsListType():
			return cty.ListValEmpty(f.typ.ElementType())
		case f.typ.IsSetType():
			return cty.SetValEmpty(f.typ.ElementType())
		case f.typ.IsMapType():
			return cty.MapValEmpty(f.typ.ElementType())
		}
	}
	return cty.NullVal(f.typ)
}

func (e *encoder) field(value resource.PropertyValue, f *field, path string) cty.Value {
	if unknown(value) {
		return cty.UnknownVal(f.typ)
	}
	value = parsed(value, f.typ)
	if f.single {
		element := f.typ.ElementType()
		inner := e.value(value, element, f.fields, path)
		if f.typ.IsSetType() {
			return cty.SetVal([]cty.Value{inner})
		}
		return cty.ListVal([]cty.Value{inner})
	}
	return e.value(value, f.typ, f.fields, path)
}

func (e *encoder) value(value resource.PropertyValue, typ cty.Type, inside *fields, path string) cty.Value {
	value = bare(value)
	switch {
	case unknown(value):
		return cty.UnknownVal(typ)
	case value.IsNull():
		return cty.NullVal(typ)
	case typ.IsListType() || typ.IsSetType():
		if !value.IsArray() {
			return e.mismatch(path, "a list", value, typ)
		}
		return e.list(value.ArrayValue(), typ, inside, path)
	case typ.IsMapType():
		if !value.IsObject() {
			return e.mismatch(path, "a map", value, typ)
		}
		return e.mapping(value.ObjectValue(), typ, inside, path)
	case typ.IsObjectType() && inside != nil:
		if !value.IsObject() {
			return e.mismatch(path, "an object", value, typ)
		}
		return e.object(value.ObjectValue(), inside, path)
	}
	return e.scalar(value, typ, path)
}

func (e *encoder) list(items []resource.PropertyValue, typ cty.Type, inside *fields, path string) cty.Value {
	values := make([]cty.Value, len(items))
	for i, item := range items {
		values[i] = e.value(item, typ.ElementType(), inside, fmt.Sprintf("%s[%d]", path, i))
	}
	switch {
	case typ.IsSetType() && len(values) == 0:
		return cty.SetValEmpty(typ.ElementType())
	case typ.IsSetType():
		return cty.SetVal(values)
	case len(values) == 0:
		return cty.ListValEmpty(typ.ElementType())
	}
	return cty.ListVal(values)
}

func (e *encoder) mapping(items resource.PropertyMap, typ cty.Type, inside *fields, path string) cty.Value {
	values := map[string]cty.Value{}
	for key, item := range items {
		values[string(key)] = e.value(item, typ.ElementType(), inside, join(path, string(key)))
	}
	if len(values) == 0 {
		return cty.MapValEmpty(typ.ElementType())
	}
	return cty.MapVal(values)
}

func (e *encoder) scalar(value resource.PropertyValue, typ cty.Type, path string) cty.Value {
	var from cty.Value
	switch {
	case value.IsString():
		from = cty.StringVal(value.StringValue())
	case value.IsBool():
		from = cty.BoolVal(value.BoolValue())
	case value.IsNumber():
		from = cty.NumberFloatVal(value.NumberValue())
	case value.IsAsset(), value.IsArchive():
		file, err := assetFile(value)
		if err != nil {
			e.fail(path, "%v", err)
			return cty.UnknownVal(typ)
		}
		from = cty.StringVal(file)
	case typ == cty.String && (value.IsObject() || value.IsArray()):
		// A policy document may be given as an object where AWS takes JSON. It is text only when all of it is known.
		if value.ContainsUnknowns() {
			return cty.UnknownVal(typ)
		}
		text, err := json.Marshal(bareInside(value).Mappable())
		if err != nil {
			e.fail(path, "%v", err)
			return cty.UnknownVal(typ)
		}
		from = cty.StringVal(string(text))
	default:
		return e.mismatch(path, typ.FriendlyName(), value, typ)
	}
	to, err := convert.Convert(from, typ)
	if err != nil {
		return e.mismatch(path, typ.FriendlyName(), value, typ)
	}
	return to
}

func (e *encoder) mismatch(path, wanted string, value resource.PropertyValue, typ cty.Type) cty.Value {
	e.fail(path, "must be %s, not a %s", wanted, value.TypeString())
	return cty.UnknownVal(typ)
}

// parsed reads JSON where the provider's configuration gives text for something that is not text.
func parsed(value resource.PropertyValue, typ cty.Type) resource.PropertyValue {
	if !value.IsString() || typ.IsPrimitiveType() {
		return value
	}
	var content any
	if json.Unmarshal([]byte(value.StringValue()), &content) != nil {
		return value
	}
	return resource.NewPropertyValue(content)
}

// bare takes the secret and output wrappers off a value.
func bare(value resource.PropertyValue) resource.PropertyValue {
	for {
		switch {
		case value.IsSecret():
			value = value.SecretValue().Element
		case value.IsOutput() && value.OutputValue().Known:
			value = value.OutputValue().Element
		default:
			return value
		}
	}
}

// bareInside takes the wrappers off a value and off everything in it.
func bareInside(value resource.PropertyValue) resource.PropertyValue {
	value = bare(value)
	switch {
	case value.IsArray():
		items := make([]resource.PropertyValue, len(value.ArrayValue()))
		for i, item := range value.ArrayValue() {
			items[i] = bareInside(item)
		}
		return resource.NewArrayProperty(items)
	case value.IsObject():
		items := resource.PropertyMap{}
		for key, item := range value.ObjectValue() {
			items[key] = bareInside(item)
		}
		return resource.NewObjectProperty(items)
	}
	return value
}

func unknown(value resource.PropertyValue) bool {
	return value.IsComputed() || value.IsOutput() && !value.OutputValue().Known
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
