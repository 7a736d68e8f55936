package io.muster.validation.llm;

import java.util.EnumMap;
import java.util.Map;

/** The table of providers: where they are, how they are asked for free, and what their answers stand for. */
final class Providers {
    private static final String CHAT =
            "{\"model\":\"{model}\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}";
    private static final String OPENAI_CHAT = CHAT.replace("max_tokens", "max_completion_tokens");
    private static final String EMBEDDING = "{\"model\":\"{model}\",\"input\":\"1\"}";
    private static final Map<LlmProvider, Facts> TABLE = new EnumMap<>(LlmProvider.class);

    static {
        TABLE.put(
                LlmProvider.OPENAI,
                Facts.at("https://api.openai.com/v1")
                        .model("models/{model}")
                        .modelProvesKey()
                        .list("models", "data.id")
                        .generates(Use.CHAT, "chat/completions", OPENAI_CHAT)
                        .generates(Use.EMBEDDING, "embeddings", EMBEDDING)
                        .prefixes("sk-", "sk-proj-", "sk-svcacct-")
                        .odd("sk-admin-", "it is an admin key, which no model takes")
                        .rules(Rules.OPENAI));
        TABLE.put(
                LlmProvider.ANTHROPIC,
                Facts.at("https://api.anthropic.com/v1")
                        .key(KeyHeader.X_API_KEY)
                        .header("anthropic-version", "2023-06-01")
                        .proveKey("GET", "models?limit=1")
                        .model("models/{model}")
                        .modelProvesKey()
                        .list("models?limit=1000", "data.id")
                        .generates(Use.CHAT, "messages", CHAT)
                        .prefixes("sk-ant-")
                        .odd("sk-ant-admin", "it is an admin key, which no model takes")
                        .odd("sk-ant-oat", "it is an OAuth token, which goes into another header")
                        .rules(Rules.ANTHROPIC));
        TABLE.put(
                LlmProvider.GEMINI,
                Facts.at("https://generativelanguage.googleapis.com/v1beta")
                        .key(KeyHeader.X_GOOG_API_KEY)
                        .proveKey("GET", "models?pageSize=1")
                        .model("models/{model}")
                        .modelProvesKey()
                        .list("models?pageSize=1000", "models.name")
                        .uses("supportedGenerationMethods", "generateContent", "embedContent")
                        .generates(
                                Use.CHAT,
                                "models/{model}:generateContent",
                                "{\"contents\":[{\"parts\":[{\"text\":\"1\"}]}],\"generationConfig\":{\"maxOutputTokens\":1}}")
                        .generates(
                                Use.EMBEDDING,
                                "models/{model}:embedContent",
                                "{\"content\":{\"parts\":[{\"text\":\"1\"}]}}")
                        .prefixes("AQ.", "AIza")
                        .odd("AIza", "Google is replacing keys that begin with AIza by those that begin with AQ.")
                        .rules(Rules.GEMINI));
        TABLE.put(
                LlmProvider.AZURE_OPENAI,
                Facts.at("")
                        .key(KeyHeader.API_KEY)
                        .proveKey("GET", "openai/models?api-version=2024-10-21")
                        .modelsHidden()
                        .generates(Use.CHAT, "openai/deployments/{model}/chat/completions?api-version=2024-10-21", CHAT)
                        .generates(
                                Use.EMBEDDING,
                                "openai/deployments/{model}/embeddings?api-version=2024-10-21",
                                EMBEDDING)
                        .missingFix("check the name of the deployment; a new one needs five minutes")
                        .rules(Rules.AZURE));
        TABLE.put(
                LlmProvider.MISTRAL,
                Facts.at("https://api.mistral.ai/v1")
                        .model("models/{model}")
                        .modelProvesKey()
                        .list("models", "data.id")
                        .generates(Use.CHAT, "chat/completions", CHAT)
                        .generates(Use.EMBEDDING, "embeddings", EMBEDDING)
                        .rules(Rules.MISTRAL));
        TABLE.put(
                LlmProvider.COHERE,
                Facts.at("https://api.cohere.com/v1")
                        .proveKey("POST", "check-api-key")
                        .model("models/{model}")
                        .list("models?page_size=1000", "models.name")
                        .uses("endpoints", "chat", "embed")
                        .generates(Use.CHAT, "chat", "{\"model\":\"{model}\",\"max_tokens\":1,\"message\":\"1\"}")
                        .rules(Rules.COHERE));
        TABLE.put(
                LlmProvider.OPENROUTER,
                Facts.at("https://openrouter.ai/api/v1")
                        // its list of models is public and proves nothing
                        .proveKey("GET", "key")
                        .list("models", "data.id")
                        .generates(Use.CHAT, "chat/completions", CHAT)
                        .prefixes("sk-or-")
                        .rules(Rules.OPENROUTER));
        TABLE.put(
                LlmProvider.GROQ,
                Facts.at("https://api.groq.com/openai/v1")
                        .model("models/{model}")
                        .modelProvesKey()
                        .list("models", "data.id")
                        .generates(Use.CHAT, "chat/completions", CHAT)
                        .prefixes("gsk_")
                        .rules(Rules.GROQ));
        TABLE.put(
                LlmProvider.DEEPSEEK,
                Facts.at("https://api.deepseek.com")
                        .proveKey("GET", "user/balance")
                        .list("models", "data.id")
                        .generates(Use.CHAT, "chat/completions", CHAT)
                        .prefixes("sk-")
                        .rules(Rules.DEEPSEEK));
        TABLE.put(
                LlmProvider.XAI,
                Facts.at("https://api.x.ai/v1")
                        .proveKey("GET", "api-key")
                        .model("models/{model}")
                        .list("models", "data.id")
                        .generates(Use.CHAT, "chat/completions", CHAT)
                        .prefixes("xai-")
                        .rules(Rules.XAI));
        TABLE.put(
                LlmProvider.HUGGING_FACE,
                Facts.at("https://huggingface.co/api")
                        .proveKey("GET", "whoami-v2")
                        .model("models/{model}")
                        .prefixes("hf_", "api_org_"));
        TABLE.put(
                LlmProvider.OLLAMA,
                Facts.at("http://localhost:11434")
                        .keyless()
                        .proveKey("GET", "api/version")
                        .list("api/tags", "models.name")
                        .generates(Use.CHAT, "v1/chat/completions", CHAT)
                        .generates(Use.EMBEDDING, "v1/embeddings", EMBEDDING)
                        .missingFix("pull it with 'ollama pull'"));
        TABLE.put(
                LlmProvider.OPENAI_COMPATIBLE,
                Facts.at("")
                        .model("models/{model}")
                        .modelProvesKey()
                        .list("models", "data.id")
                        .generates(Use.CHAT, "chat/completions", CHAT)
                        .generates(Use.EMBEDDING, "embeddings", EMBEDDING)
                        .rules(Rules.OPENAI));
    }

    private Providers() {}

    static Facts of(LlmProvider provider) {
        Facts facts = TABLE.get(provider);
        if (facts == null) {
            throw new IllegalArgumentException("'" + provider + "' has no row in the table of providers");
        }
        return facts;
    }
}
