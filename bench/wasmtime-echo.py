"""Times the echo agent in wasmtime: python wasmtime-echo.py <component> <warm calls> [<compiled file>].

Prints one JSON line with milliseconds: `compile` (component to machine code), `load` (compiled file to memory, when
one is given), `first` (instantiate and call) and the median `warm` (fresh store, instance and call each time, fuel on).
"""

import json
import os
import statistics
import sys
import time

import wasmtime
import wasmtime.component as wc


def task(data: bytes) -> wc.Record:
    record = wc.Record()
    fields = {"task-id": "bench", "capability": "echo", "media-type": "text/plain", "data": data, "parameters": "{}"}
    record.__dict__.update(fields)
    return record


def call(engine: wasmtime.Engine, component: wc.Component, data: bytes) -> None:
    store = wasmtime.Store(engine)
    store.set_fuel(2_000_000_000)
    run = wc.Linker(engine).instantiate(store, component).get_func(store, "run")
    result = run(store, task(data))
    if getattr(result, "data") != data:
        raise SystemExit("wasmtime gave another answer")


def timed(work):
    start = time.perf_counter()
    value = work()
    return value, (time.perf_counter() - start) * 1000


path, calls, compiled = sys.argv[1], int(sys.argv[2]), (sys.argv[3:] or [None])[0]
config = wasmtime.Config()
config.consume_fuel = True
engine = wasmtime.Engine(config)
times = {}
data = b"Hello, Ainur! " * 64
if compiled and os.path.exists(compiled):
    component, times["load"] = timed(lambda: wc.Component.deserialize_file(engine, compiled))
else:
    with open(path, "rb") as file:
        component_bytes = file.read()
    component, times["compile"] = timed(lambda: wc.Component(engine, component_bytes))
    if compiled:
        with open(compiled, "wb") as file:
            file.write(component.serialize())
_, times["first"] = timed(lambda: call(engine, component, data))
if calls:
    times["warm"] = statistics.median(timed(lambda: call(engine, component, data))[1] for _ in range(calls))
print(json.dumps(times))
