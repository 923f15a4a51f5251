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

// deletedFirst are the types that pulumi-aws marks so (DeleteBeforeReplace in its provider/resources.go): there can be one only, or
// the old one's end would be the new one's too. Others that AWS refuses to have twice, such as a subnet with the same CIDR block or
// a cluster with the same identifier, are not marked there: a program that replaces one has to set deleteBeforeReplace itself.
var deletedFirst = map[string]bool{
	"aws_api_gateway_integration":            true,
	"aws_cloudwatch_log_subscription_filter": true,
	"aws_ec2_transit_gateway_vpc_attachment": true,
	"aws_ecr_lifecycle_policy":               true,
	"aws_efs_mount_target":                   true,
	"aws_iam_account_alias":                  true,
	"aws_iam_group_policy_attachment":        true,
	"aws_iam_policy_attachment":              true,
	"aws_iam_role_policy_attachment":         true,
	"aws_iam_user_policy_attachment":         true,
	"aws_security_group_rule":                true,
}

// deleteFirst tells whether the old resource has to go before its replacement can come: its type is marked, or both have the name
// that the program gives. A name made up is made up anew for the replacement, and without a name nothing clashes.
func deleteFirst(k *kind, p *plan, inputs resource.PropertyMap) bool {
	if deletedFirst[k.terraform] {
		return true
	}
	key := nameField(k)
	if key == "" || madeUp(inputs, key) {
		return false
	}
	name := k.fields.byPulumi[string(key)].terraform
	old, planned := p.prior.GetAttr(name), p.planned.GetAttr(name)
	return planned.IsKnown() && !planned.IsNull() && planned.RawEquals(old)
}
