package io.muster.lifecycle;

import java.util.ArrayList;
import java.util.List;

/** Names attachments, which have none of their own, for threads and findings. */
final class Attachments {
    private Attachments() {}

    static List<String> names(List<Attachment> attachments) {
        var names = new ArrayList<String>();
        for (Attachment attachment : attachments) {
            Class<?> type = attachment.getClass();
            String name = type.isSynthetic() || type.isHidden() || type.isAnonymousClass()
                    ? "attachment"
                    : type.getSimpleName();
            names.add(names.contains(name) ? name + " " + (names.size() + 1) : name);
        }
        return names;
    }
}
