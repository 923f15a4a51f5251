package main

import (
	"net/url"
	"os"

	"github.com/zclconf/go-cty/cty"
)

// gaps are the attributes that the local emulator takes but does not give back, so that every later plan would want to set
// them again. On the emulator they keep the value that was set.
var gaps = map[string][]string{
	// Children of a CALCULATED check are lost.
	"aws_route53_health_check": {"child_healthchecks", "child_health_threshold"},
	// The trust store of a domain is lost.
	"aws_api_gateway_domain_name": {"mutual_tls_authentication"},
	// A stage's access log settings are lost.
	"aws_api_gateway_stage": {"access_log_settings"},
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
	return now
}
