package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/pulumi/opentofu/configs/configschema"
	"github.com/pulumi/opentofu/plugin/convert"
	"github.com/pulumi/opentofu/tfplugin5"
	"github.com/zclconf/go-cty/cty"
	"google.golang.org/protobuf/proto"
)

// kind is a resource type or data source type, ready for use.
type kind struct {
	terraform string
	version   int64
	block     *configschema.Block
	typ       cty.Type
	fields    *fields
}

// schemas is what the Terraform provider says of itself; each type is decoded when first asked for.
type schemas struct {
	raw        *tfplugin5.GetProviderSchema_Response
	exceptions *exceptions
	mu         sync.Mutex
	decoded    map[*tfplugin5.Schema]*kind
}

func newSchemas(raw *tfplugin5.GetProviderSchema_Response) (*schemas, error) {
	parsed, err := parseExceptions(exceptionsText)
	if err != nil {
		return nil, err
	}
	return &schemas{raw: raw, exceptions: parsed, decoded: map[*tfplugin5.Schema]*kind{}}, nil
}

// resource gives the resource type of a token such as aws:ec2/vpc:Vpc.
func (s *schemas) resource(token string) (*kind, error) {
	return s.find(token, s.raw.ResourceSchemas)
}

// dataSource gives the data source type of a token such as aws:ec2/getVpc:getVpc.
func (s *schemas) dataSource(token string) (*kind, error) {
	return s.find(token, s.raw.DataSourceSchemas)
}

// configuration gives the type of the provider's own configuration.
func (s *schemas) configuration() *kind {
	return s.decode("aws", s.raw.Provider)
}

func (s *schemas) find(token string, known map[string]*tfplugin5.Schema) (*kind, error) {
	name, err := s.exceptions.terraformType(token, func(name string) bool { return known[name] != nil })
	if err != nil {
		return nil, err
	}
	return s.decode(name, known[name]), nil
}

func (s *schemas) decode(name string, raw *tfplugin5.Schema) *kind {
	s.mu.Lock()
	defer s.mu.Unlock()
	if found := s.decoded[raw]; found != nil {
		return found
	}
	block := convert.ProtoToConfigSchema(raw.Block)
	k := &kind{terraform: name, version: raw.Version, block: block, typ: block.ImpliedType(), fields: s.exceptions.shapeOf(name, block)}
	s.decoded[raw] = k
	return k
}

// cachedSchema reads what an earlier run kept for this very binary; it saves 0.6 s of each command.
func cachedSchema(binary string) *tfplugin5.GetProviderSchema_Response {
	data, err := os.ReadFile(schemaCache(binary))
	if err != nil {
		return nil
	}
	raw := &tfplugin5.GetProviderSchema_Response{}
	if proto.Unmarshal(data, raw) != nil || raw.Provider == nil {
		return nil
	}
	return raw
}

// askSchema asks the running provider, and keeps the answer.
func askSchema(ctx context.Context, binary string, rpc tfplugin5.ProviderClient) (*tfplugin5.GetProviderSchema_Response, error) {
	raw, err := rpc.GetSchema(ctx, &tfplugin5.GetProviderSchema_Request{})
	if err != nil {
		return nil, err
	}
	if err := problems(raw.Diagnostics); err != nil {
		return nil, err
	}
	if data, err := proto.Marshal(raw); err == nil {
		keep(schemaCache(binary), data)
	}
	return raw, nil
}

// keep writes a cache file whole or not at all; a cache that cannot be written is only slower.
func keep(path string, data []byte) {
	if os.MkdirAll(filepath.Dir(path), 0o755) != nil {
		return
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return
	}
	_, err = file.Write(data)
	if closed := file.Close(); err != nil || closed != nil || os.Rename(file.Name(), path) != nil {
		_ = os.Remove(file.Name())
	}
}

func schemaCache(binary string) string {
	id := "unknown"
	if info, err := os.Stat(binary); err == nil {
		id = fmt.Sprintf("%x-%x", info.Size(), info.ModTime().UnixNano())
	}
	return filepath.Join(cacheFolder(), "terraform-aws-schema-"+id+".pb")
}

// cacheFolder is the folder of the local toolchain's cache.
func cacheFolder() string {
	if folder := os.Getenv("PAYMENTS_CACHE"); folder != "" {
		return folder
	}
	if folder, err := os.UserCacheDir(); err == nil {
		return filepath.Join(folder, "payments")
	}
	return filepath.Join(os.TempDir(), "payments")
}
