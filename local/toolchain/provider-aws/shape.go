package main

import (
	"github.com/pulumi/opentofu/configs/configschema"
	"github.com/zclconf/go-cty/cty"
)

// field is one attribute or block of a Terraform object and the Pulumi property that stands for it.
type field struct {
	terraform, pulumi                       string
	required, optional, computed, sensitive bool
	// block tells that an absent value is an empty collection and not a null.
	block bool
	// single tells that Pulumi shows the only element in place of the collection.
	single bool
	typ    cty.Type
	// fields are those of the object, or of the object that is the element of the collection.
	fields *fields
}

// many tells whether Pulumi shows a list.
func (f *field) many() bool {
	return !f.single && (f.typ.IsListType() || f.typ.IsSetType() || f.typ.IsTupleType())
}

// input tells whether a program may set the property.
func (f *field) input() bool { return f.required || f.optional }

// fields are the attributes of one object, by both their names.
type fields struct {
	list        []*field
	byTerraform map[string]*field
	byPulumi    map[string]*field
}

func (s *fields) add(f *field) {
	s.list = append(s.list, f)
	s.byTerraform[f.terraform] = f
	s.byPulumi[f.pulumi] = f
}

func newFields() *fields {
	return &fields{byTerraform: map[string]*field{}, byPulumi: map[string]*field{}}
}

// shapeOf gives the fields of a resource, a data source or the provider's configuration.
func (e *exceptions) shapeOf(terraformType string, block *configschema.Block) *fields {
	return e.blockFields(terraformType, "", block)
}

func (e *exceptions) blockFields(terraformType, prefix string, block *configschema.Block) *fields {
	all := newFields()
	for _, name := range sortedKeys(block.Attributes) {
		attribute := block.Attributes[name]
		f := e.attribute(terraformType, prefix+name, attribute.Type)
		f.terraform = name
		f.required, f.optional, f.computed, f.sensitive = attribute.Required, attribute.Optional, attribute.Computed, attribute.Sensitive
		all.add(f)
	}
	for _, name := range sortedKeys(block.BlockTypes) {
		nested := block.BlockTypes[name]
		path := prefix + name
		f := &field{terraform: name, block: true, optional: nested.MinItems == 0, required: nested.MinItems > 0}
		f.fields = e.blockFields(terraformType, path+".", &nested.Block)
		element := nested.Block.ImpliedType()
		switch nested.Nesting {
		case configschema.NestingList:
			f.typ = cty.List(element)
		case configschema.NestingSet:
			f.typ = cty.Set(element)
		case configschema.NestingMap:
			f.typ = cty.Map(element)
		default:
			f.typ = element
		}
		f.single = (f.typ.IsListType() || f.typ.IsSetType()) && e.showsOne(terraformType, path, nested.MaxItems == 1)
		f.pulumi = e.property(terraformType, path, f.many())
		all.add(f)
	}
	return all
}

// attribute describes an attribute by its type alone, going into the objects inside it.
func (e *exceptions) attribute(terraformType, path string, typ cty.Type) *field {
	f := &field{typ: typ, optional: true, single: e.showsOne(terraformType, path, false)}
	f.pulumi = e.property(terraformType, path, f.many())
	element := typ
	if typ.IsCollectionType() {
		element = typ.ElementType()
	}
	if element.IsObjectType() {
		f.fields = newFields()
		names := element.AttributeTypes()
		for _, name := range sortedKeys(names) {
			inner := e.attribute(terraformType, path+"."+name, names[name])
			inner.terraform = name
			f.fields.add(inner)
		}
	}
	return f
}
