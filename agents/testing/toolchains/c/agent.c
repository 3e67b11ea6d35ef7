/* Text in capitals, then the number of its words: the same answer from every toolchain. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "agent.h"

bool exports_agent_run(agent_task_input_t *task, agent_task_output_t *result, agent_task_error_t *error) {
  size_t length = task->data.len, words = 0;
  bool inside = false;
  char *answer = malloc(length + 24);
  if (answer == NULL) {
    error->tag = AINUR_AGENT_TYPES_TASK_ERROR_INTERNAL;
    agent_string_dup(&error->val.internal, "out of memory");
    return false;
  }
  for (size_t i = 0; i < length; i++) {
    unsigned char letter = task->data.ptr[i];
    answer[i] = (char)toupper(letter);
    words += !isspace(letter) && !inside;
    inside = !isspace(letter);
  }
  /* The C library offers these; none may change the answer or the fuel of a later run. */
  fprintf(stderr, "%d\n", time(NULL) > 0);
  int digits = sprintf(answer + length, "\n%zu", words);
  agent_string_dup_n(&result->media_type, (const char *)task->media_type.ptr, task->media_type.len);
  result->data.ptr = (uint8_t *)answer;
  result->data.len = length + (size_t)digits;
  agent_task_input_free(task);
  return true;
}
