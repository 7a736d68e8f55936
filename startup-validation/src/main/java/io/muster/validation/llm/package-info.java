/** Whether an LLM provider takes our key, asked with calls that cost nothing. */
@NullMarked
package io.muster.validation.llm;

import org.jspecify.annotations.NullMarked;
