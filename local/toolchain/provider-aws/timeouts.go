package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/zclconf/go-cty/cty"
)

// timeoutsKey is where Terraform's plugin SDK keeps timeouts in a resource's private state.
const timeoutsKey = "e2bfb730-ecaa-11e6-8f88-34363bc7c4c0"

// withTimeout sets Pulumi's customTimeouts for one operation, where the resource has such a timeout.
func withTimeout(config cty.Value, operation string, seconds float64) cty.Value {
	if seconds <= 0 || !config.Type().HasAttribute("timeouts") {
		return config
	}
	typ := config.Type().AttributeType("timeouts")
	if !typ.IsObjectType() || !typ.HasAttribute(operation) {
		return config
	}
	values := map[string]cty.Value{}
	for name, of := range typ.AttributeTypes() {
		values[name] = cty.NullVal(of)
	}
	values[operation] = cty.StringVal(fmt.Sprintf("%gs", seconds))
	return with(config, "timeouts", cty.ObjectVal(values))
}

// withoutTimeouts leaves them out of a kept state, which else would differ from every configuration without them.
func withoutTimeouts(value cty.Value) cty.Value {
	if !value.Type().HasAttribute("timeouts") || !value.Type().AttributeType("timeouts").IsObjectType() {
		return value
	}
	return with(value, "timeouts", cty.NullVal(value.Type().AttributeType("timeouts")))
}

// withDeleteTimeout sets the timeout of a deletion, which has no configuration: the SDK reads it from the private state.
func withDeleteTimeout(prior state, seconds float64) state {
	if seconds <= 0 {
		return prior
	}
	private := map[string]any{}
	if len(prior.private) > 0 && json.Unmarshal(prior.private, &private) != nil {
		return prior
	}
	timeouts, ok := private[timeoutsKey].(map[string]any)
	if !ok {
		return prior
	}
	timeouts["delete"] = int64(seconds * float64(time.Second))
	if text, err := json.Marshal(private); err == nil {
		prior.private = text
	}
	return prior
}
