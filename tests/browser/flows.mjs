// What a person does with the keyboard, from the first screen to the result.
export const flows = [];
