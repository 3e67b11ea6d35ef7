"""Text in capitals, then the number of its words: the same answer from every toolchain."""

import random
import sys
import time

import wit_world
from wit_world.imports import types


class WitWorld(wit_world.WitWorld):
    def run(self, task: types.TaskInput) -> types.TaskOutput:
        text = task.data.decode()
        # Runtimes offer these; none may change the answer or the fuel of a later run.
        print(random.random() < 2, time.time() > 0, file=sys.stderr)
        answer = f"{text.upper()}\n{len(text.split())}"
        return types.TaskOutput(task.media_type, answer.encode())
