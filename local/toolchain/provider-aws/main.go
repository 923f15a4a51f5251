// Command pulumi-resource-aws is a Pulumi resource provider that puts the real Terraform AWS provider to work.
//
// It stands in for the official plugin of the same name and version where that cannot be downloaded. With --check it only
// tells whether the Terraform provider is here, by its exit status.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// version is that of the official plugin whose tokens and property names this one speaks.
const version = "6.83.0"

// terraformVersion is the Terraform provider that the official plugin of this version wraps.
const terraformVersion = "5.100.0"

func main() {
	if len(os.Args) == 2 && (os.Args[1] == "-version" || os.Args[1] == "--version") {
		fmt.Println(version)
		return
	}
	if len(os.Args) == 2 && os.Args[1] == "--check" {
		path, err := findTerraformProvider()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(path)
		return
	}
	if len(os.Args) == 2 && os.Args[1] == "--check" {
		if _, err := findTerraformProvider(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	engine := ""
	if len(os.Args) > 1 {
		engine = os.Args[len(os.Args)-1]
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if err := serve(engine, signals); err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-resource-aws:", err)
		os.Exit(1)
	}
}
