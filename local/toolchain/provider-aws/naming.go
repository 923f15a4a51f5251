package main

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// defaultsKey is where pulumi-aws remembers which inputs it made up.
const defaultsKey = "__defaults"

// nameField is the property that gets a name of its own when the program gives none, or "".
//
// The rule is pulumi-aws's: every resource with an input `name`, unless the SDK insists on one.
func nameField(k *kind) resource.PropertyKey {
	switch k.terraform {
	case "aws_s3_bucket":
		return "bucket"
	case "aws_route53_record":
		return ""
	}
	if f := k.fields.byPulumi["name"]; f != nil && f.input() {
		return "name"
	}
	return ""
}

// withName adds the name that pulumi-aws would: that of the resource and seven digits, the same as long as it lives.
func withName(k *kind, urn resource.URN, olds, news resource.PropertyMap, seed []byte) (resource.PropertyMap, error) {
	key := nameField(k)
	if key == "" || news.HasValue(key) || namePrefixed(k, news) {
		return news, nil
	}
	named := news.Copy()
	named[defaultsKey] = resource.NewArrayProperty([]resource.PropertyValue{resource.NewStringProperty(string(key))})
	if old, ok := olds[key]; ok && madeUp(olds, key) {
		named[key] = old
		return named, nil
	}
	prefix := urn.Name() + "-"
	name, err := resource.NewUniqueName(seed, prefix, 7, 255, nil)
	if err != nil {
		return nil, err
	}
	switch {
	case k.terraform == "aws_s3_bucket":
		name = strings.ToLower(name)
	case k.terraform == "aws_kms_alias":
		name = "alias/" + name
	}
	if fifo, ok := news["fifoQueue"]; ok && fifo.IsBool() && fifo.BoolValue() {
		name += ".fifo"
	}
	if fifo, ok := news["fifoTopic"]; ok && fifo.IsBool() && fifo.BoolValue() {
		name += ".fifo"
	}
	named[key] = resource.NewStringProperty(name)
	return named, nil
}

// namePrefixed tells whether the program leaves the name to Terraform, with a beginning of its own.
func namePrefixed(k *kind, news resource.PropertyMap) bool {
	return news.HasValue("namePrefix") && k.fields.byPulumi["namePrefix"] != nil || news.HasValue("bucketPrefix")
}

// madeUp tells whether the name in these inputs is not the program's.
func madeUp(inputs resource.PropertyMap, key resource.PropertyKey) bool {
	defaults, ok := inputs[defaultsKey]
	if !ok || !defaults.IsArray() {
		return false
	}
	for _, item := range defaults.ArrayValue() {
		if item.IsString() && item.StringValue() == string(key) {
			return true
		}
	}
	return false
}

// identities are the Terraform attributes by which AWS tells two resources of one type apart, most telling first.
var identities = []string{"statement_id", "name", "alarm_name", "bucket", "cluster_identifier", "identifier", "function_name", "domain_name", "dashboard_name"}

// namesClash tells whether the old resource has to go before its replacement can come: both would have one name.
func namesClash(k *kind, p *plan) bool {
	for _, name := range identities {
		f := k.fields.byTerraform[name]
		if f == nil || !f.input() {
			continue
		}
		old, planned := p.prior.GetAttr(name), p.planned.GetAttr(name)
		return planned.IsKnown() && !planned.IsNull() && planned.RawEquals(old)
	}
	return true
}
