package main

import (
	"fmt"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/zclconf/go-cty/cty"
)

// changes compares two states property by property, the way Pulumi shows it.
type changes struct {
	found map[string]pulumirpc.PropertyDiff_Kind
}

// compare gives every property whose value the plan changes. What only follows from the program's changes, such as tagsAll,
// counts when it forces a replacement or nothing else does.
func compare(p *plan, all *fields) map[string]pulumirpc.PropertyDiff_Kind {
	c := &changes{found: map[string]pulumirpc.PropertyDiff_Kind{}}
	forcing := map[string]bool{}
	for _, path := range p.replace {
		forcing[root(pulumiPath(path, all))] = true
	}
	for _, f := range all.list {
		follows := f.computed && p.config.GetAttr(f.terraform).IsNull()
		if f.input() && !follows || forcing[f.pulumi] {
			c.field(p.prior.GetAttr(f.terraform), p.planned.GetAttr(f.terraform), f, f.pulumi)
		}
	}
	if len(c.found) == 0 {
		for _, f := range all.list {
			c.field(p.prior.GetAttr(f.terraform), p.planned.GetAttr(f.terraform), f, f.pulumi)
		}
	}
	return c.found
}

func (c *changes) field(old, planned cty.Value, f *field, path string) {
	if old.RawEquals(planned) {
		return
	}
	if f.single && sized(old, 1) && sized(planned, 1) {
		c.value(only(old), only(planned), f.fields, path)
		return
	}
	if f.single && (sized(old, 0) || sized(planned, 0)) {
		c.record(!sized(old, 0), !sized(planned, 0), path)
		return
	}
	c.value(old, planned, f.fields, path)
}

func (c *changes) value(old, planned cty.Value, inside *fields, path string) {
	if old.RawEquals(planned) {
		return
	}
	typ := planned.Type()
	if old.IsNull() || !planned.IsKnown() || planned.IsNull() {
		c.record(!old.IsNull(), !planned.IsKnown() || !planned.IsNull(), path)
		return
	}
	switch {
	case typ.IsObjectType() && inside != nil:
		for _, f := range inside.list {
			c.field(old.GetAttr(f.terraform), planned.GetAttr(f.terraform), f, path+"."+f.pulumi)
		}
	case typ.IsMapType():
		before, after := old.AsValueMap(), planned.AsValueMap()
		for _, key := range sortedKeys(merged(before, after)) {
			a, had := before[key]
			b, has := after[key]
			if had && has {
				c.value(a, b, inside, path+quoted(key))
			} else {
				c.record(had, has, path+quoted(key))
			}
		}
	case typ.IsListType():
		before, after := old.AsValueSlice(), planned.AsValueSlice()
		for i := range max(len(before), len(after)) {
			at := fmt.Sprintf("%s[%d]", path, i)
			if i < len(before) && i < len(after) {
				c.value(before[i], after[i], inside, at)
			} else {
				c.record(i < len(before), i < len(after), at)
			}
		}
	default:
		c.record(true, true, path)
	}
}

func (c *changes) record(had, has bool, path string) {
	switch {
	case had && has:
		c.found[path] = pulumirpc.PropertyDiff_UPDATE
	case had:
		c.found[path] = pulumirpc.PropertyDiff_DELETE
	case has:
		c.found[path] = pulumirpc.PropertyDiff_ADD
	}
}

// markReplacements turns changes that AWS cannot make in place into replacements, and gives their properties.
func markReplacements(found map[string]pulumirpc.PropertyDiff_Kind, p *plan, all *fields) []string {
	roots := map[string]bool{}
	for _, path := range p.replace {
		wanted := pulumiPath(path, all)
		for changed, kind := range found {
			if !covers(wanted, changed) && !covers(changed, wanted) {
				continue
			}
			found[changed] = replacing[kind]
			roots[root(changed)] = true
		}
	}
	return sortedKeys(roots)
}

var replacing = map[pulumirpc.PropertyDiff_Kind]pulumirpc.PropertyDiff_Kind{
	pulumirpc.PropertyDiff_ADD:            pulumirpc.PropertyDiff_ADD_REPLACE,
	pulumirpc.PropertyDiff_DELETE:         pulumirpc.PropertyDiff_DELETE_REPLACE,
	pulumirpc.PropertyDiff_UPDATE:         pulumirpc.PropertyDiff_UPDATE_REPLACE,
	pulumirpc.PropertyDiff_ADD_REPLACE:    pulumirpc.PropertyDiff_ADD_REPLACE,
	pulumirpc.PropertyDiff_DELETE_REPLACE: pulumirpc.PropertyDiff_DELETE_REPLACE,
	pulumirpc.PropertyDiff_UPDATE_REPLACE: pulumirpc.PropertyDiff_UPDATE_REPLACE,
}

// pulumiPath writes a Terraform path in Pulumi's names, as far as a set, whose elements have no place.
func pulumiPath(path cty.Path, all *fields) string {
	text := ""
	var at *field
	for _, step := range path {
		switch step := step.(type) {
		case cty.GetAttrStep:
			if all == nil || all.byTerraform[step.Name] == nil {
				return text
			}
			at = all.byTerraform[step.Name]
			text = join(text, at.pulumi)
			all = at.fields
		case cty.IndexStep:
			if at == nil || at.single {
				continue
			}
			switch step.Key.Type() {
			case cty.Number:
				index, _ := step.Key.AsBigFloat().Int64()
				text += fmt.Sprintf("[%d]", index)
			case cty.String:
				text += quoted(step.Key.AsString())
			default:
				return text
			}
		}
	}
	return text
}

// covers tells whether path is outer itself or inside it.
func covers(outer, path string) bool {
	rest, ok := strings.CutPrefix(path, outer)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

func root(path string) string {
	if end := strings.IndexAny(path, ".["); end >= 0 {
		return path[:end]
	}
	return path
}

// quoted writes a map key as one more step of a Pulumi path.
func quoted(key string) string {
	if strings.ContainsAny(key, ".[]\"") {
		return fmt.Sprintf("[%q]", key)
	}
	return "." + key
}

func sized(value cty.Value, size int) bool {
	if value.IsNull() {
		return size == 0
	}
	return value.IsKnown() && value.LengthInt() == size
}

func only(value cty.Value) cty.Value {
	return value.AsValueSlice()[0]
}

func merged(a, b map[string]cty.Value) map[string]cty.Value {
	all := make(map[string]cty.Value, len(a)+len(b))
	for key, value := range a {
		all[key] = value
	}
	for key, value := range b {
		all[key] = value
	}
	return all
}
