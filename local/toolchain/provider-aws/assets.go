package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/archive"
	"github.com/zclconf/go-cty/cty"
)

// assetFile gives the path of a file with the asset's content: the file itself where it is one already, else a copy in
// the cache, named by its content so that the same content always has the same path.
func assetFile(value resource.PropertyValue) (string, error) {
	if value.IsAsset() {
		asset := value.AssetValue()
		if path, ok := asset.GetPath(); ok {
			return existing(path)
		}
		content, err := asset.Bytes()
		if err != nil {
			return "", err
		}
		return keepContent(content, "")
	}
	bundle := value.ArchiveValue()
	if path, ok := bundle.GetPath(); ok {
		if _, err := existing(path); err != nil {
			return "", err
		}
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path, nil
		}
	}
	var content bytes.Buffer
	if err := bundle.Archive(archive.ZIPArchive, &content); err != nil {
		return "", fmt.Errorf("the archive cannot be packed: %w", err)
	}
	return keepContent(content.Bytes(), ".zip")
}

func existing(path string) (string, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		folder, _ := os.Getwd()
		return "", fmt.Errorf("the file %s does not exist (looked for it from %s): build it, or correct the path", path, folder)
	} else if err != nil {
		return "", err
	}
	return path, nil
}

func keepContent(content []byte, suffix string) (string, error) {
	sum := sha256.Sum256(content)
	path := filepath.Join(cacheFolder(), "assets", hex.EncodeToString(sum[:])+suffix)
	keep(path, content)
	return existing(path)
}

// withSourceHash sets source_code_hash, where the resource has one and the program gave none, so that new content of the
// same path is a change.
func withSourceHash(config cty.Value) (cty.Value, error) {
	typ := config.Type()
	if !typ.HasAttribute("source_code_hash") || !typ.HasAttribute("filename") || !config.GetAttr("source_code_hash").IsNull() {
		return config, nil
	}
	file := config.GetAttr("filename")
	if !file.IsKnown() || file.IsNull() {
		return config, nil
	}
	content, err := os.ReadFile(file.AsString())
	if err != nil {
		return config, err
	}
	sum := sha256.Sum256(content)
	return with(config, "source_code_hash", cty.StringVal(base64.StdEncoding.EncodeToString(sum[:]))), nil
}

// settleAssets stands in for assets whose content the engine keeps to itself: Diff gets their hashes only. An asset with the
// old hash is the old file; another is a file whose hash Terraform has yet to see.
func settleAssets(k *kind, inputs, olds resource.PropertyMap, prior cty.Value) (plain resource.PropertyMap, settled map[string]cty.Value) {
	plain, settled = inputs, map[string]cty.Value{}
	for key, input := range inputs {
		f := k.fields.byPulumi[string(key)]
		hash, elided := elidedHash(bare(input))
		if f == nil || !elided || prior.IsNull() {
			continue
		}
		if len(settled) == 0 {
			plain = inputs.Copy()
		}
		delete(plain, key)
		settled[f.terraform] = prior.GetAttr(f.terraform)
		for _, name := range hashFields {
			of := k.fields.byTerraform[name]
			if of == nil || inputs.HasValue(resource.PropertyKey(of.pulumi)) {
				continue
			}
			settled[name] = prior.GetAttr(name)
			if old, _ := elidedHash(bare(olds[key])); old != hash {
				settled[name] = cty.UnknownVal(of.typ)
			}
		}
	}
	return plain, settled
}

// hashFields are the attributes by which Terraform sees that a file's content is another.
var hashFields = []string{"source_code_hash", "source_hash"}

// elidedHash gives an asset's hash, and tells whether its content is missing.
func elidedHash(value resource.PropertyValue) (hash string, elided bool) {
	switch {
	case value.IsAsset():
		return value.AssetValue().Hash, !value.AssetValue().HasContents()
	case value.IsArchive():
		return value.ArchiveValue().Hash, !value.ArchiveValue().HasContents()
	}
	return "", false
}

// with gives the object with one attribute changed.
func with(object cty.Value, name string, value cty.Value) cty.Value {
	values := object.AsValueMap()
	values[name] = value
	return cty.ObjectVal(values)
}
