/** What is asked and answered by HTTP, and the JSON of it. */
@NullMarked
package org.navicast.hub.http;

import org.jspecify.annotations.NullMarked;
