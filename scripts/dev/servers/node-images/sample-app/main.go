// Command sample-app stands for the product that a tenant runs. It answers on port 8080:
//
//	GET /healthz  200 while it serves
//	GET /         its name and how often it was started with the data it has now
//
// With DATA_DIR set it counts its starts in a file there, so that data that survives is seen to have survived.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	starts, err := countStart(os.Getenv("DATA_DIR"))
	if err != nil {
		log.Fatal(err)
	}
	host, _ := os.Hostname()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "{\"host\":%q,\"role\":%q,\"starts\":%d}\n", host, os.Getenv("ROLE"), starts)
	})
	server := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 5 * time.Second}

	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	go func() {
		<-stopped.Done()
		grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = server.Shutdown(grace)
	}()
	log.Printf("start %d, listening on %s", starts, server.Addr)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}

// countStart adds one to the count kept in dir and returns it; 1, and nothing is kept, without a dir.
func countStart(dir string) (int, error) {
	if dir == "" {
		return 1, nil
	}
	file := filepath.Join(dir, "starts")
	former, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, err
	}
	count, _ := strconv.Atoi(strings.TrimSpace(string(former)))
	return count + 1, os.WriteFile(file, []byte(strconv.Itoa(count+1)), 0o644)
}
