package main

import (
	"context"
	"errors"
	"sync"
)

// backend starts the Terraform provider when it is first needed, once.
type backend struct {
	mu      sync.Mutex
	started chan struct{}
	stopped bool
	process *process
	schemas *schemas
	err     error
}

// begin starts the provider without waiting for it.
func (b *backend) begin() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.started != nil {
		return
	}
	b.started = make(chan struct{})
	go b.start()
}

func (b *backend) start() {
	defer close(b.started)
	binary, err := findTerraformProvider()
	if err != nil {
		b.err = err
		return
	}
	started, err := startTerraformProvider(binary)
	if err != nil {
		b.err = err
		return
	}
	b.mu.Lock()
	b.process = started
	late := b.stopped
	b.mu.Unlock()
	if late {
		started.stop()
		b.err = errors.New("stopped")
		return
	}
	raw := cachedSchema(binary)
	if raw == nil {
		if raw, err = askSchema(context.Background(), binary, started.rpc); err != nil {
			b.err = err
			return
		}
	}
	b.schemas, b.err = newSchemas(raw)
}

// get waits for the provider.
func (b *backend) get(ctx context.Context) (*terraform, error) {
	b.begin()
	select {
	case <-b.started:
		if b.err != nil {
			return nil, b.err
		}
		return &terraform{process: b.process, schemas: b.schemas}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// stop ends the provider, also one that is still starting.
func (b *backend) stop() {
	b.mu.Lock()
	b.stopped = true
	running := b.process
	b.mu.Unlock()
	if running != nil {
		running.stop()
	}
}
