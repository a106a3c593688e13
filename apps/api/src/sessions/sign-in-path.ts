/** Where a person signs in: by the form, or by a link with a code. */
export const signInPath = '/console/sign-in';
