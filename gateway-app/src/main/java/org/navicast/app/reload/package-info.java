/** Another configuration for a gateway that is at work: who asks for it, and how it is taken. */
@NullMarked
package org.navicast.app.reload;

import org.jspecify.annotations.NullMarked;
