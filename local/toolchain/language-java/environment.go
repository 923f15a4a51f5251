package main

import (
	"encoding/json"
	"strconv"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// environment is what the Pulumi Java SDK reads to reach the engine and learn what it is to do. It
// comes on top of the host's own environment. Variables with nothing to say are left out.
func environment(req *pulumirpc.RunRequest, engineAddress, tracing string) ([]string, error) {
	// Absent collections must appear as empty ones: the SDK takes `null` for a mistake.
	config := req.GetConfig()
	if config == nil {
		config = map[string]string{}
	}
	configJSON, err := json.Marshal(config)
	if err != nil {
		return nil, err
	}
	secretKeys := req.GetConfigSecretKeys()
	if secretKeys == nil {
		secretKeys = []string{}
	}
	secretKeysJSON, err := json.Marshal(secretKeys)
	if err != nil {
		return nil, err
	}

	var env []string
	for _, variable := range []struct{ name, value string }{
		{"PULUMI_MONITOR", req.GetMonitorAddress()},
		{"PULUMI_ENGINE", engineAddress},
		{"PULUMI_ORGANIZATION", req.GetOrganization()},
		{"PULUMI_PROJECT", req.GetProject()},
		{"PULUMI_STACK", req.GetStack()},
		{"PULUMI_ROOT_DIRECTORY", req.GetInfo().GetRootDirectory()},
		{"PULUMI_PWD", req.GetPwd()},
		{"PULUMI_DRY_RUN", strconv.FormatBool(req.GetDryRun())},
		{"PULUMI_QUERY_MODE", strconv.FormatBool(req.GetQueryMode())},
		{"PULUMI_PARALLEL", strconv.Itoa(int(req.GetParallel()))},
		{"PULUMI_TRACING", tracing},
		{"PULUMI_CONFIG", string(configJSON)},
		{"PULUMI_CONFIG_SECRET_KEYS", string(secretKeysJSON)},
	} {
		if variable.value != "" {
			env = append(env, variable.name+"="+variable.value)
		}
	}
	return env, nil
}
