package main

import (
	"net/url"
	"os"

	"github.com/zclconf/go-cty/cty"
)

// gaps are the attributes that the local emulator takes but does not give back as they were, so that every later plan would
// want to set them again. On the emulator they keep the value that was set. What others than Terraform read from the emulator too
// is not mended here but in local/emulator/serve.py.
var gaps = map[string][]string{
	// The trust store of a domain is lost.
	"aws_api_gateway_domain_name": {"mutual_tls_authentication"},
	// A stage's access log settings are lost.
	"aws_api_gateway_stage": {"access_log_settings"},
	// Private DNS is always reported as off, and security groups are lost.
	"aws_vpc_endpoint": {"private_dns_enabled", "security_group_ids"},
	// Two rules that differ in their prefix list only are one to the emulator, and the list is lost.
	"aws_vpc_security_group_egress_rule": {"description", "prefix_list_id", "tags", "tags_all"},
	// Exported logs are lost.
	"aws_rds_cluster": {"enabled_cloudwatch_logs_exports"},
	// Alarms are described with little more than their metric's name and threshold.
	"aws_cloudwatch_metric_alarm": {
		"actions_enabled", "alarm_actions", "alarm_description", "datapoints_to_alarm", "dimensions", "extended_statistic",
		"insufficient_data_actions", "ok_actions", "period", "statistic", "treat_missing_data", "unit",
	},
}

// elementGap is a gap inside the elements of a collection, which are told apart by a key.
type elementGap struct{ collection, key, attribute string }

var elementGaps = map[string]elementGap{
	// A replica is reported with the key of the table's own Region.
	"aws_dynamodb_table": {"replica", "region_name", "kms_key_arn"},
}

// emulated tells whether AWS is an emulator on this machine; the gaps are never bridged elsewhere.
func emulated() bool {
	address, err := url.Parse(os.Getenv("AWS_ENDPOINT_URL"))
	if err != nil {
		return false
	}
	switch address.Hostname() {
	case "127.0.0.1", "::1", "localhost":
		return true
	}
	return false
}

// bridgeGaps puts back into a state what the emulator lost of what was set.
func bridgeGaps(k *kind, now, set cty.Value) cty.Value {
	if now.IsNull() || set.IsNull() || !emulated() {
		return now
	}
	for _, name := range gaps[k.terraform] {
		if value := set.GetAttr(name); value.IsWhollyKnown() {
			now = with(now, name, value)
		}
	}
	if gap, ok := elementGaps[k.terraform]; ok {
		now = with(now, gap.collection, gap.bridge(now.GetAttr(gap.collection), set.GetAttr(gap.collection)))
	}
	return now
}

// bridge puts the attribute back into each element that was set with the same key.
func (g elementGap) bridge(now, set cty.Value) cty.Value {
	if now.IsNull() || now.LengthInt() == 0 || set.IsNull() || !set.IsKnown() {
		return now
	}
	wanted := map[string]cty.Value{}
	for _, element := range set.AsValueSlice() {
		if key := element.GetAttr(g.key); key.IsKnown() && !key.IsNull() && element.GetAttr(g.attribute).IsWhollyKnown() {
			wanted[key.AsString()] = element.GetAttr(g.attribute)
		}
	}
	elements := now.AsValueSlice()
	for i, element := range elements {
		if value, ok := wanted[element.GetAttr(g.key).AsString()]; ok {
			elements[i] = with(element, g.attribute, value)
		}
	}
	if now.Type().IsSetType() {
		return cty.SetVal(elements)
	}
	return cty.ListVal(elements)
}
