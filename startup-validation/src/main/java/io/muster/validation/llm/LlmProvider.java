package io.muster.validation.llm;

/** Who serves the models: what is known of each is in one table. */
public enum LlmProvider {
    /** OpenAI. */
    OPENAI("OpenAI"),
    /** Anthropic. */
    ANTHROPIC("Anthropic"),
    /** Google Gemini, by the API of AI Studio. */
    GEMINI("Google Gemini"),
    /** Azure OpenAI; its base URL is that of the resource, such as {@code https://mine.openai.azure.com}. */
    AZURE_OPENAI("Azure OpenAI"),
    /** Mistral. */
    MISTRAL("Mistral"),
    /** Cohere. */
    COHERE("Cohere"),
    /** OpenRouter. */
    OPENROUTER("OpenRouter"),
    /** Groq. */
    GROQ("Groq"),
    /** DeepSeek. */
    DEEPSEEK("DeepSeek"),
    /** xAI. */
    XAI("xAI"),
    /** Hugging Face. */
    HUGGING_FACE("Hugging Face"),
    /** Ollama, which needs no key; by default on this machine. */
    OLLAMA("Ollama"),
    /** Whatever imitates OpenAI: vLLM, LM Studio, llama.cpp, LiteLLM, a gateway. It has no base URL of its own. */
    OPENAI_COMPATIBLE("OpenAI-compatible provider");

    private final String title;

    LlmProvider(String title) {
        this.title = title;
    }

    /** The name that people know it by. */
    public String title() {
        return title;
    }
}
