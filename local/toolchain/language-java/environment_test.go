package main

import (
	"slices"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestEnvironmentSaysAllThatTheRequestSays(t *testing.T) {
	got, err := environment(&pulumirpc.RunRequest{
		MonitorAddress:   "127.0.0.1:1",
		Organization:     "organization",
		Project:          "payments",
		Stack:            "blue",
		Pwd:              "/program",
		Info:             &pulumirpc.ProgramInfo{RootDirectory: "/project", ProgramDirectory: "/program"},
		DryRun:           true,
		Parallel:         16,
		Config:           map[string]string{"payments:role": "color", "aws:region": "us-east-1"},
		ConfigSecretKeys: []string{"payments:password"},
	}, "127.0.0.1:2", "file:/trace")
	if err != nil {
		t.Fatal(err)
	}

	want := []string{
		"PULUMI_MONITOR=127.0.0.1:1",
		"PULUMI_ENGINE=127.0.0.1:2",
		"PULUMI_ORGANIZATION=organization",
		"PULUMI_PROJECT=payments",
		"PULUMI_STACK=blue",
		"PULUMI_ROOT_DIRECTORY=/project",
		"PULUMI_PWD=/program",
		"PULUMI_DRY_RUN=true",
		"PULUMI_QUERY_MODE=false",
		"PULUMI_PARALLEL=16",
		"PULUMI_TRACING=file:/trace",
		`PULUMI_CONFIG={"aws:region":"us-east-1","payments:role":"color"}`,
		`PULUMI_CONFIG_SECRET_KEYS=["payments:password"]`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestEnvironmentHasEmptyConfigAndLeavesTheRestOut(t *testing.T) {
	got, err := environment(&pulumirpc.RunRequest{}, "", "")
	if err != nil {
		t.Fatal(err)
	}

	want := []string{
		"PULUMI_DRY_RUN=false",
		"PULUMI_QUERY_MODE=false",
		"PULUMI_PARALLEL=0",
		"PULUMI_CONFIG={}",
		"PULUMI_CONFIG_SECRET_KEYS=[]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
