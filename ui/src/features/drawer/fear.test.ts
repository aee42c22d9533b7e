import { expect, test } from 'vitest'
import { readsOf, withNames } from '../../app/reads-of'
import { ofFear } from './fear'

// All of these are our own. Each is something that somebody might write, and a person reading it would want to show them
// where help is.
const afraid = [
  'I am scared for my life.',
  'He tied me up.',
  'He drugged my drink.',
  'He says if I leave he’ll take the kids.',
  'He doesn’t allow me to work.',
  'I don’t want to be here anymore.',
  'I took all the pills.',
  'I cut my arms.',
  'I’m afraid of going home.',
  'He locks the door so I can’t get out.',
  'He threw a mug at my head.',
  'I am walking on egg shells.',
  'I am scared of my husband.',
  'I’m frightened of him when he drinks.',
  'Lately I have been terrified of her.',
  'I was afraid of what he would do.',
  'She scares me when she is like that.',
  'His temper frightens me.',
  'The kids are frightened of you.',
  'I don’t feel safe at home.',
  'I have never felt really safe with him.',
  'It is not safe to say that to her.',
  'I live in fear of the next evening.',
  'I walk on eggshells from six o’clock.',
  'I hid from him in the bathroom.',
  'I feel trapped here.',
  'He beats me and I am scared.',
  'I always cry when he hits me.',
  'She slapped me across the cheek.',
  'He choked me last night.',
  'He put his hands around my neck.',
  'He chokes me until I stop arguing.',
  'He shoved me against the wall.',
  'She threw a plate at me.',
  'He pulled me by the hair.',
  'He grabs my wrist so that I stay.',
  'He kicked the door in.',
  'She held me down and laughed.',
  'He stands in the kitchen blocking the door.',
  'I have bruises on both arms.',
  'He gave me a black-eye.',
  'He hits the kids.',
  'She shook the baby.',
  'He kicks the dog when I am late.',
  'He hurt our son again.',
  'It is an abusive marriage, my sister says.',
  'I think this is abuse.',
  'She got violent.',
  'He has been getting aggressive.',
  'He raped me.',
  'I think it was rape.',
  'He forces me to sleep with him.',
  'He makes me have sex.',
  'She wouldn’t take no for an answer.',
  'He touched me while I was asleep.',
  'He has naked pictures of me and says he will post them.',
  'He keeps threatening me.',
  'She threatened to take the children away.',
  'He said he would kill me.',
  'He has a gun in the drawer.',
  'He said I’ll be sorry if I tell.',
  'He’ll find me wherever I go.',
  'I can’t leave him.',
  'When I tried to leave he took the car.',
  'I called the police.',
  'He goes through my phone.',
  'She checks my messages every night.',
  'He put a tracker on my car.',
  'He follows me to work.',
  'He always wants to know where I am every minute.',
  'He is controlling.',
  'She controls all the money.',
  'He took my passport.',
  'He keeps my papers in his desk.',
  'He took my phone away.',
  'She hid my medication.',
  'He won’t let me see my mother.',
  'I am not allowed to go out.',
  'He locked me in.',
  'He cut me off from my friends.',
  'I have to beg for my own money.',
  'I have no money of my own.',
  'He made me quit my job.',
  'I want to die.',
  'I don’t want to live any more.',
  'I have been feeling suicidal.',
  'I want to end it all.',
  'They would be better off without me.',
  'I cut myself again.',
  'He says he will kill himself if I go.',
  'He threw me to the floor.',
  'He pressed a pillow over my face.',
  'He murdered our cat, and laughed.',
  'She hit me and then cried.',
  'He reads my diary.',
  'There is spyware on it, I am sure.',
  'He said he would hurt me.',
  'I wish I were dead.',
  'He wont let me see my mother',
  'He doesnt let me leave the house',
  'He won´t let me leave.',
  'I cant leave him, I just cant',
  'he didnt stop when I cried and im scared of him',
  'I said no and he did it anyway',
  'I said no, but she kept touching me.',
  'I said no and he didn’t stop.',
  'I didn’t want to but he kept going',
  'I did not want to, but he did it anyway.',
  'He took my keys so I could not leave',
  'She hid my shoes so that I couldn’t go.',
  'I gave in because I was afraid he’d get angry',
  'I am scared that she will get violent.',
  'He has a temper and I hide in the bathroom',
  'I lock myself in the bathroom until he calms down',
  'I have to ask permission to go out',
  'He’ll take the children if I leave',
  'hell take the kids if I ever leave',
  'He decides who I am allowed to see',
  'She decides what I wear.',
  'he turns up at my work unannounced',
  'she tells me I am crazy and nobody would believe me',
  'He says no one will ever believe me.',
  'He keeps telling me I’m worthless.',
  'I keep quiet so he doesn’t explode',
  'We tiptoe so that he does not shout.',
]

const ordinary = [
  'He ties me in knots with his arguments.',
  'I took the pills for my head and lay down.',
  'He threw the ball at my feet and grinned.',
  'If I leave at eight he’ll have the car.',
  'She locked the door and we walked to the station.',
  'He doesn’t allow me to pay for dinner.',
  'We quarrelled about the plates again.',
  'He was on his phone all through dinner.',
  'I checked my phone at the table, and she sighed.',
  'She was late and hadn’t rung.',
  'I am afraid we forgot the milk.',
  'I’m afraid of losing the thread of what we had.',
  'You never let me finish a sentence.',
  'She didn’t let me know that the train was late.',
  'He let me down with the shopping.',
  'We argued about money, as always.',
  'I paid for it with my own money, and he said nothing.',
  'If I leave at six I am home by seven.',
  'His mother rang in the middle of it.',
  'I grabbed my coat and went for a walk.',
  'We pushed the sofa against the wall and were cross about it.',
  'She threw it away without asking.',
  'We threw a party and nobody came to help.',
  'You haven’t read my messages.',
  'He hit the brakes too late.',
  'We beat the eggs, and then each other at cards.',
  'This commute is killing me.',
  'He sounded passive-aggressive about the bins.',
  'She pushes me to be better.',
  'It hurt me that you laughed.',
  'I felt small and unseen.',
  'He was jealous of my evenings out.',
  'We both shouted, and then it was quiet.',
  'She cut me off in the middle of a word.',
  'He criticised me in front of the kids.',
  'I don’t want to live in Bergen.',
  'We fought about who drives.',
  'He promised to take the kids to school and forgot.',
  'She keeps the money for the holiday in a jar.',
  'I hid the chocolate from the children.',
  'I am scared that we are drifting apart.',
  'He kicked the ball over the fence.',
  'The remote is broken and so was the evening.',
  'I want you to hear me.',
  'He took my keys by mistake, again.',
  'We need to feel close again.',
  'It hit me that we hadn’t talked in a week.',
  'It was a bit her fault and a bit mine.',
  'I knew it would hurt her, and I said it anyway.',
  'She never reads my messages.',
  'I always check my email in bed, he says.',
  'I asked about the money and he went quiet.',
  'He put his hand on my face and I softened.',
  'He held me until I slept.',
  'I lost control of my temper, and I am sorry.',
  'You put a photo of me online.',
  'We were in danger of missing the ferry.',
  'I don’t want to wake the baby.',
  'When I said no to the party she sulked.',
  'He calls me silly pet names in front of people.',
  'He said no to the trip and she booked it anyway.',
  'I said no to the sofa, and he kept going on about it.',
  'I said no and he kept going on about the car.',
  'I didn’t want to, but she did the shopping anyway.',
  'He took my keys so I could stay in bed.',
  'I took my keys so I could not be locked out.',
  'I was afraid she’d get lost on the way.',
  'I gave in because I was tired.',
  'I hid in the bathroom to wrap his present.',
  'I hide in the kitchen with a book.',
  'I locked myself out again.',
  'We had to ask permission to paint the hall.',
  'He’ll take the children if I leave early.',
  'She’ll take the kids if I cannot make it on Friday.',
  'He decides what we eat.',
  'My boss decides where I go this month.',
  'His mother turned up unannounced.',
  'He turned up at my work with flowers.',
  'She tells me I’m crazy about tea.',
  'Nobody would believe me how long we laughed.',
  'I stayed quiet so he didn’t wake.',
  'I was ill and let him down.',
  'What the hell, she said, and we laughed.',
  'I fear, and so does she, that the summer is over.',
]

test('care never 15: where fear, force, threat or control is written, the line is shown', () => {
  expect(afraid.length).toBeGreaterThanOrEqual(60)
  expect(afraid.filter((text) => !readsOf(text, ofFear)), 'every one of them is found').toEqual([])
})

test('the other one is listened for by name, too, and by the word for each other', () => {
  const named = withNames(ofFear, ['Sam', 'my love'])
  const found = ['I am afraid of Sam.', 'I’m scared of Sam when he drinks.', 'Sam hurt me last night.', 'SAM would kill me', 'I am afraid of my love']
  expect(found.filter((text) => !readsOf(text, named))).toEqual([])
  expect(readsOf('I am afraid of Kim', named), 'of nobody else').toBe(false)
  expect(ordinary.map((text) => text.replace(/\b(?:he|she)\b/giu, 'Sam')).filter((text) => readsOf(text, named))).toEqual([])
  expect(withNames(ofFear, ['…', ' ']), 'a name without letters is none').toEqual(ofFear)
})

test('a name stands where a pronoun does, with what is joined to it, and where a pronoun may not', () => {
  const named = withNames(["scared that? he'll|he'd find", 'in his|her rage', "he's|she's here", 'afraid !of|he|him'], ['Sam'])
  for (const text of ['Scared Sam’ll find it', 'scared that Sam’d find it', 'in Sam’s rage', 'Sam’s here', 'sams here', 'I was afraid.'])
    expect(readsOf(text, named), text).toBe(true)
  for (const text of ['scared Sam find it', 'Sam here', 'Kim’s here', 'I was afraid Sam had gone'])
    expect(readsOf(text, named), text).toBe(false)
})

test('the line is shown to whoever writes in haste, too', () => {
  const hasty = afraid.map((text) => text.replace(/(?<=n)[’'](?=t)|(?<=i)[’'](?=[mv])/giu, ''))
  expect(hasty).not.toEqual(afraid)
  expect(hasty.filter((text) => !readsOf(text, ofFear))).toEqual([])
})

test('an ordinary quarrel stays one', () => {
  expect(ordinary.length).toBeGreaterThanOrEqual(30)
  expect(ordinary.filter((text) => readsOf(text, ofFear))).toEqual([])
})

test('a long page is looked through to its end', () => {
  const long = ordinary.join(' ').repeat(100)
  expect(readsOf(long, ofFear)).toBe(false)
  expect(readsOf(`${long} He hits me.`, ofFear)).toBe(true)
})

test('an apostrophe that was left out makes no other word', () => {
  const phrases = ["i'll|he'll find", "don't go", 'said no and|but he', 'fear … him']
  for (const text of ['dont go', 'DON`T go', 'I’ll find', 'said no, but he']) expect(readsOf(text, phrases), text).toBe(true)
  for (const text of ['ill find', 'Hell, find', 'said no. But he', 'fear it, and him']) expect(readsOf(text, phrases), text).toBe(false)
})

test('a phrase is found over spaces and hyphens, not over the end of a sentence', () => {
  const phrases = ["won't let me !finish", 'fear|fears … him|her', '!it hit me', 'in a? rage']
  for (const text of ['He WON’T\n let  me go', 'I fear him', 'she fears being near her', 'He hit-me', 'in rage', 'in a rage.'])
    expect(readsOf(text, phrases), text).toBe(true)
  for (const text of ['He won’t let me finish', 'I won’t. Let me go', 'I fear it. Him, too', 'fear one two three four him', 'It hit me', 'in the rage'])
    expect(readsOf(text, phrases), text).toBe(false)
})
