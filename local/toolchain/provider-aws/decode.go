package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/zclconf/go-cty/cty"
)

// decodeObject turns a Terraform object into Pulumi properties; nulls are left out, unknowns and secrets stay so.
func decodeObject(value cty.Value, all *fields) resource.PropertyMap {
	properties := resource.PropertyMap{}
	for _, f := range all.list {
		if property := decodeField(value.GetAttr(f.terraform), f); !property.IsNull() {
			properties[resource.PropertyKey(f.pulumi)] = property
		}
	}
	return properties
}

func decodeField(value cty.Value, f *field) resource.PropertyValue {
	property := decodeShown(value, f)
	if f.sensitive && !property.IsNull() {
		return resource.MakeSecret(property)
	}
	return property
}

func decodeShown(value cty.Value, f *field) resource.PropertyValue {
	if f.single && value.IsKnown() && !value.IsNull() {
		for it := value.ElementIterator(); it.Next(); {
			_, element := it.Element()
			return decodeValue(element, f.fields)
		}
		return resource.NewNullProperty()
	}
	return decodeValue(value, f.fields)
}

func decodeValue(value cty.Value, inside *fields) resource.PropertyValue {
	typ := value.Type()
	switch {
	case !value.IsKnown():
		return resource.MakeComputed(resource.NewStringProperty(""))
	case value.IsNull():
		return resource.NewNullProperty()
	case typ == cty.String:
		return resource.NewStringProperty(value.AsString())
	case typ == cty.Bool:
		return resource.NewBoolProperty(value.True())
	case typ == cty.Number:
		number, _ := value.AsBigFloat().Float64()
		return resource.NewNumberProperty(number)
	case typ.IsListType(), typ.IsSetType(), typ.IsTupleType():
		items := []resource.PropertyValue{}
		for it := value.ElementIterator(); it.Next(); {
			_, element := it.Element()
			items = append(items, decodeValue(element, inside))
		}
		return resource.NewArrayProperty(items)
	case typ.IsMapType(), typ.IsObjectType() && inside == nil:
		items := resource.PropertyMap{}
		for it := value.ElementIterator(); it.Next(); {
			key, element := it.Element()
			items[resource.PropertyKey(key.AsString())] = decodeValue(element, inside)
		}
		return resource.NewObjectProperty(items)
	case typ.IsObjectType():
		return resource.NewObjectProperty(decodeObject(value, inside))
	}
	return resource.NewNullProperty()
}
