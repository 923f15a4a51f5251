package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// binaryVariable names the Terraform provider's binary when it is in no place that Terraform documents.
const binaryVariable = "TERRAFORM_AWS_PROVIDER"

// findTerraformProvider returns the path of terraform-provider-aws: what the variable says, else the first filesystem
// mirror or plugin cache that holds the wanted version for this machine.
//
// The places are Terraform's own: https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
func findTerraformProvider() (string, error) {
	if path := os.Getenv(binaryVariable); path != "" {
		info, err := os.Stat(path)
		if err != nil {
			return "", fmt.Errorf("%s is %s: %w; set it to the file terraform-provider-aws of version %s", binaryVariable, path, err, terraformVersion)
		}
		if !info.IsDir() {
			return path, nil
		}
		return newestIn(path)
	}
	below := filepath.Join("registry.terraform.io", "hashicorp", "aws", terraformVersion, runtime.GOOS+"_"+runtime.GOARCH)
	mirrors := mirrorFolders()
	for _, mirror := range mirrors {
		if path, err := newestIn(filepath.Join(mirror, below)); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("the Terraform AWS provider %s for %s_%s is in none of %s: put it there as %s/terraform-provider-aws_v%s "+
		"(`terraform providers mirror FOLDER` does), or set %s to the file",
		terraformVersion, runtime.GOOS, runtime.GOARCH, strings.Join(mirrors, ", "), below, terraformVersion, binaryVariable)
}

func newestIn(folder string) (string, error) {
	found, err := filepath.Glob(filepath.Join(folder, "terraform-provider-aws*"))
	if err != nil || len(found) == 0 {
		return "", fmt.Errorf("no terraform-provider-aws in %s", folder)
	}
	return found[len(found)-1], nil
}

func mirrorFolders() []string {
	var folders []string
	if cache := os.Getenv("TF_PLUGIN_CACHE_DIR"); cache != "" {
		folders = append(folders, cache)
	}
	folders = append(folders, "terraform.d/plugins")
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, filepath.Join(home, ".terraform.d/plugins"))
		if runtime.GOOS == "darwin" {
			folders = append(folders, filepath.Join(home, "Library/Application Support/io.terraform/plugins"))
		}
		data := os.Getenv("XDG_DATA_HOME")
		if data == "" {
			data = filepath.Join(home, ".local/share")
		}
		folders = append(folders, filepath.Join(data, "terraform/plugins"))
	}
	shared := os.Getenv("XDG_DATA_DIRS")
	if shared == "" {
		shared = "/usr/local/share:/usr/share"
	}
	for _, folder := range filepath.SplitList(shared) {
		folders = append(folders, filepath.Join(folder, "terraform/plugins"))
	}
	// Optional software has no folder of Terraform's own; a mirror there is one level down.
	optional, _ := filepath.Glob("/opt/*/registry.terraform.io")
	for _, mirror := range optional {
		folders = append(folders, filepath.Dir(mirror))
	}
	return folders
}
